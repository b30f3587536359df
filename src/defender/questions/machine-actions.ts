/** What can be asked about machine actions. Pages: learn.microsoft.com/defender-endpoint/api/ */

import { list, one, type Ask } from '../ask.ts';
import { byIds } from '../by-ids.ts';
import type { CallOptions, ProgressOptions } from '../call-options.ts';
import { endpoints } from '../endpoints.ts';
import { askedFor, segment, wholeNumber } from '../ids.ts';
import { isFinal, type ById, type Listed, type MachineAction } from '../model.ts';
import { allOf, anyOf, equal, isIn, queryText, since, type Query } from '../odata.ts';
import { machineActionFrom, machineActionItems } from '../wire/machine-action.ts';
import { resultLinkFrom } from '../wire/result-link.ts';

/** What is left out is not asked for. Source: learn.microsoft.com/defender-endpoint/api/get-machineactions-collection */
export interface MachineActionChoice {
  readonly machineId?: string;
  /** Any of these: `LiveResponse`, … */
  readonly types?: readonly string[];
  /** Any of these: `Pending`, … */
  readonly statuses?: readonly string[];
  readonly createdSince?: Date;
  /** The most that are wanted; default: as many as the client reads of a list. */
  readonly top?: number;
}

/** Live response that was started in the portal is not in this API: neither listed nor found. */
export interface MachineActionQuestions {
  /** get-machineaction-object: Machine.Read.All or Machine.ReadWrite.All. */
  machineAction(actionId: string, call?: CallOptions): Promise<MachineAction>;
  /** The newest first. get-machineactions-collection: Machine.Read.All or Machine.ReadWrite.All. */
  machineActions(choice?: MachineActionChoice, call?: CallOptions): Promise<Listed<MachineAction>>;
  /** get-machineactions-collection, get-machineaction-object: Machine.Read.All or Machine.ReadWrite.All. */
  machineActionsByIds(actionIds: readonly string[], call?: ProgressOptions): Promise<readonly ById<MachineAction>[]>;
  /**
   * A link to the result of one command: a bearer credential of 30 minutes. It goes to the downloader and nowhere
   * else, and every call makes a new one: it is never remembered. get-live-response-result: Machine.ReadWrite.All.
   */
  liveResponseResult(actionId: string, commandIndex: number, call?: CallOptions): Promise<string>;
}

export function machineActionQuestions(ask: Ask): MachineActionQuestions {
  const { get, report, limits } = ask;

  async function machineAction(id: string, call?: CallOptions): Promise<MachineAction> {
    return one(
      ask,
      {
        endpoint: endpoints.machineAction,
        path: `/api/machineactions/${segment(id)}`,
        decode: (body, of) => askedFor(id, machineActionFrom(body, of)),
        isLasting: isFinal,
      },
      call,
    );
  }

  function listed(query: Query, call: CallOptions | undefined): Promise<Listed<MachineAction>> {
    const path = `/api/machineactions${queryText(query)}`;
    const top = query.top === undefined ? {} : { top: query.top, isTopSent: true };
    return list(ask, { endpoint: endpoints.machineActions, path, items: machineActionItems, ...top }, call);
  }

  return {
    machineAction,
    async machineActions({ machineId, types = [], statuses = [], createdSince, top } = {}, call) {
      const filter = allOf([
        machineId === undefined ? undefined : equal('machineId', machineId),
        anyOf(types.map((type) => equal('type', type))),
        anyOf(statuses.map((status) => equal('status', status))),
        createdSince && since('creationDateTimeUtc', createdSince),
      ]);
      const most = Math.min(top ?? limits.maxItems, limits.maxItems);
      return listed({ filter, newestBy: 'creationDateTimeUtc', top: most, count: true }, call);
    },
    machineActionsByIds(ids, { onProgress, ...call } = {}) {
      const begun = ask.begun(call);
      const lookup = {
        several: async (chunk: readonly string[]) => (await listed({ filter: isIn('id', chunk) }, begun)).items,
        single: (id: string) => machineAction(id, begun),
        onProgress,
      };
      return byIds(ids, lookup, limits);
    },
    async liveResponseResult(id, index, call) {
      // Parentheses and `=` stand as they are: encoded ones are not promised to work.
      const path = `/api/machineactions/${segment(id)}/GetLiveResponseResultDownloadLink(index=${wholeNumber(index)})`;
      return resultLinkFrom(await get(endpoints.liveResponseResult, path, call), report);
    },
  };
}
