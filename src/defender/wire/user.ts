/** Users. Sources: learn.microsoft.com/defender-endpoint/api/user, get-machine-log-on-users, get-alert-related-user-info */

import type { User } from '../model.ts';
import { readAnswer, type Fields, type Report } from './fields.ts';
import type { ItemDecoder } from './list.ts';

export function userFrom(body: unknown, report: Report): User {
  return userIn(readAnswer(body, 'user', report));
}

export const userItems: ItemDecoder<User> = { path: 'users', having: ['id'], decode: userIn };

function userIn(user: Fields): User {
  return {
    id: user.required.text('id'),
    accountName: user.text('accountName'),
    accountDomain: user.text('accountDomain'),
    accountSid: user.text('accountSid'),
    firstSeen: user.time('firstSeen'),
    lastSeen: user.time('lastSeen'),
    logonTypes: user.words('logonTypes'), // one text: "Network, Interactive"
    machinesCount: user.count('logOnMachinesCount'),
    isDomainAdmin: user.flag('isDomainAdmin'),
    isOnlyNetworkUser: user.flag('isOnlyNetworkUser'),
  };
}
