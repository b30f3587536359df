/** What can be asked about a device. Pages: learn.microsoft.com/defender-endpoint/api/ */

import { list, one, type Ask } from '../ask.ts';
import type { CallOptions } from '../call-options.ts';
import { endpoints } from '../endpoints.ts';
import { DefenderError } from '../errors.ts';
import { askedFor, segment } from '../ids.ts';
import type { Listed, Machine, NamedMachines, User } from '../model.ts';
import { encoded, equal, literal, queryText, type Filter } from '../odata.ts';
import { machineFrom, machineItems } from '../wire/machine.ts';
import { userItems } from '../wire/user.ts';
import { named, nameFilter } from './machine-name.ts';

/** All but the users of a device: Machine.Read.All or Machine.ReadWrite.All. */
export interface MachineQuestions {
  /** get-machine-by-id. */
  machine(machineId: string, call?: CallOptions): Promise<Machine>;
  /** By a DNS name, or by its first part or the beginning of that. get-machines. */
  machinesByName(name: string, call?: CallOptions): Promise<NamedMachines>;
  /** get-machines-by-tag. */
  machinesByTag(tag: string, call?: CallOptions & { readonly startsWith?: boolean }): Promise<Listed<Machine>>;
  /** Those that had the internal address within the last 15 minutes. find-machines-by-ip. */
  machinesByIp(ipAddress: string, call?: CallOptions): Promise<Listed<Machine>>;
  /** Those that had the internal address when they were last seen, however long ago. get-machines. */
  machinesByLastIp(ipAddress: string, call?: CallOptions): Promise<Listed<Machine>>;
  /** get-machine-log-on-users: User.Read.All. */
  machineUsers(machineId: string, call?: CallOptions): Promise<Listed<User>>;
}

export function machineQuestions(ask: Ask): MachineQuestions {
  const { limits } = ask;

  function filtered(filter: Filter, call: CallOptions | undefined): Promise<Listed<Machine>> {
    const top = limits.maxItems;
    const path = `/api/machines${queryText({ filter, top, count: true })}`;
    return list(
      ask,
      { endpoint: endpoints.machines, path, items: machineItems, top, isTopSent: true, meansNone },
      call,
    );
  }

  return {
    async machine(id, call) {
      const path = `/api/machines/${segment(id)}`;
      return one(
        ask,
        { endpoint: endpoints.machine, path, decode: (body, report) => askedFor(id, machineFrom(body, report)) },
        call,
      );
    },
    machinesByName: async (name, call) => named(name, await filtered(nameFilter(name), call)),
    machinesByLastIp: async (ipAddress, call) => filtered(equal('lastIpAddress', ipAddress), call),
    async machinesByTag(tag, { startsWith = false, ...call } = {}) {
      literal(tag); // refuses what no tag can be
      const path = `/api/machines/findbytag?tag=${encoded(tag)}&useStartsWithFilter=${String(startsWith)}`;
      return list(ask, { endpoint: endpoints.machinesByTag, path, items: machineItems, meansNone }, call);
    },
    async machinesByIp(ipAddress, call) {
      const address = quotedAddress(ipAddress);
      const time = `${new Date(ask.now()).toISOString().slice(0, 19)}Z`;
      const path = `/api/machines/findbyip(ip=${address},timestamp=${time})`;
      const question = `/api/machines/findbyip(ip=${address})`;
      return list(ask, { endpoint: endpoints.machinesByIp, path, question, items: machineItems, meansNone }, call);
    },
    machineUsers: async (id, call) =>
      list(
        ask,
        { endpoint: endpoints.machineUsers, path: `/api/machines/${segment(id)}/logonusers`, items: userItems },
        call,
      ),
  };
}

/** Quotes, commas and colons stand as they are, as in the page's example. Throws `rejected`. */
function quotedAddress(ipAddress: string): string {
  if (!/^[0-9a-f.:]{2,45}$/i.test(ipAddress)) throw new DefenderError('rejected', 'This is not an IP address');
  return literal(ipAddress);
}

/** The pages say 404 where no device fits, clients see an empty list: both mean none. A route that is missing is not that. */
function meansNone(error: unknown): boolean {
  return error instanceof DefenderError && error.kind === 'notFound' && error.code === 'ResourceNotFound';
}
