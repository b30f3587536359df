/** Every command of the bot, in the order of the menu. */

import type { Command } from '../command.ts';
import { action } from './action.ts';
import { actions } from './actions.ts';
import { audit } from './audit.ts';
import { alert } from './alert.ts';
import { alerts } from './alerts.ts';
import { device } from './device.ts';
import { file } from './file.ts';
import { files } from './files.ts';
import { hashes } from './hashes.ts';
import { health } from './health.ts';
import { hello } from './hello.ts';
import { help } from './help.ts';
import { incident } from './incident.ts';
import { kql } from './kql.ts';
import { lookup } from './lookup.ts';
import { mine } from './mine.ts';
import { onIt } from './on-it.ts';
import { release } from './release.ts';
import { remove } from './remove.ts';
import { result } from './result.ts';
import { thanks } from './thanks.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { unsubscribe } from './unsubscribe.ts';
import { unwatch } from './unwatch.ts';
import { watch } from './watch.ts';
import { watches } from './watches.ts';
import { timeline } from './timeline.ts';
import { whoami } from './whoami.ts';

export const commands: readonly Command[] = [
  files,
  hashes,
  result,
  alert,
  alerts,
  incident,
  file,
  device,
  kql,
  action,
  actions,
  watch,
  watches,
  unwatch,
  onIt,
  release,
  mine,
  subscribe,
  subscriptions,
  unsubscribe,
  timeline,
  health,
  audit,
  whoami,
  help,
  hello,
  thanks,
  remove,
  lookup,
];
