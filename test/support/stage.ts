/** Everything that the product needs to be used by a person: Defender by the emulator, the bot as a process, a real client. */

import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulator/emulator.ts';
import { emulatorEnvironment, startBotProcess, type BotProcess } from '../../scripts/bot-process.ts';
import { startPlayground } from '../../scripts/playground.ts';
import { freePort } from '../../scripts/ports.ts';
import { launchBrowser } from './browser.ts';
import { openPlayground, type PlaygroundPage } from './playground-page.ts';

export interface Stage {
  readonly emulator: Emulator;
  readonly bot: BotProcess;
  readonly person: PlaygroundPage;
  readonly close: () => Promise<void>;
}

/** @param env - what the bot is told beside where Defender is. What was started is stopped again when the rest fails. */
export async function startStage(
  env: Readonly<Record<string, string>> = {},
  world: EmulatorOptions = {},
): Promise<Stage> {
  const stops: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const stop of stops.reverse()) await stop();
  };
  try {
    const emulator = await startEmulator(world);
    stops.push(() => emulator.close());
    const bot = await startBotProcess(await freePort(), {
      BOT_AUTH: 'off',
      ...emulatorEnvironment(emulator.url),
      ...env,
    });
    stops.push(() => bot.child.stop());
    const playground = await startPlayground({ botUrl: bot.messagesUrl });
    stops.push(() => playground.stop());
    const browser = await launchBrowser();
    stops.push(() => browser.close());
    return { emulator, bot, person: await openPlayground(browser, playground.url), close };
  } catch (error) {
    await close();
    throw error;
  }
}
