/** What can be asked about alerts. Pages: learn.microsoft.com/defender-endpoint/api/ */

import { list, one, type Ask } from '../ask.ts';
import { byIds } from '../by-ids.ts';
import type { CallOptions, ProgressOptions } from '../call-options.ts';
import { endpoints } from '../endpoints.ts';
import { askedFor, segment } from '../ids.ts';
import type { Alert, ById, DefenderFile, Listed, Machine, User } from '../model.ts';
import { isIn, queryText } from '../odata.ts';
import { alertFrom, alertItems, domainItems, ipItems } from '../wire/alert.ts';
import { alertFileItems } from '../wire/files.ts';
import { machineFrom } from '../wire/machine.ts';
import { userFrom } from '../wire/user.ts';
import { chosen, filterOf, type AlertChoice } from './alert-choice.ts';

export interface AlertQuestions {
  /** With its evidence. get-alert-info-by-id: Alert.Read.All or Alert.ReadWrite.All. */
  alert(alertId: string, call?: CallOptions): Promise<Alert>;
  /**
   * The newest first, as many as `top`; those of one device come from the device and may lack their evidence.
   * get-alerts and get-machine-related-alerts: Alert.Read.All or Alert.ReadWrite.All.
   */
  alerts(choice?: AlertChoice, call?: CallOptions): Promise<Listed<Alert>>;
  /** Each with its evidence, or why not. get-alerts, get-alert-info-by-id: Alert.Read.All or Alert.ReadWrite.All. */
  alertsByIds(alertIds: readonly string[], call?: ProgressOptions): Promise<readonly ById<Alert>[]>;
  /** get-alert-related-files-info: File.Read.All. */
  alertFiles(alertId: string, call?: CallOptions): Promise<Listed<DefenderFile>>;
  /** get-alert-related-machine-info: Machine.Read.All or Machine.ReadWrite.All. */
  alertMachine(alertId: string, call?: CallOptions): Promise<Machine>;
  /** `notFound` where the alert has no user, too. get-alert-related-user-info: User.Read.All. */
  alertUser(alertId: string, call?: CallOptions): Promise<User>;
  /** Host names. get-alert-related-domain-info: URL.Read.All. */
  alertDomains(alertId: string, call?: CallOptions): Promise<Listed<string>>;
  /** get-alert-related-ip-info: Ip.Read.All. */
  alertIps(alertId: string, call?: CallOptions): Promise<Listed<string>>;
}

export function alertQuestions(ask: Ask): AlertQuestions {
  const { limits } = ask;

  async function alert(id: string, call?: CallOptions): Promise<Alert> {
    const path = `/api/alerts/${segment(id)}`;
    return one(
      ask,
      { endpoint: endpoints.alert, path, decode: (body, report) => askedFor(id, alertFrom(body, report)) },
      call,
    );
  }

  async function several(ids: readonly string[], call: CallOptions): Promise<readonly Alert[]> {
    const path = `/api/alerts${queryText({ filter: isIn('id', ids), expand: 'evidence' })}`;
    return (await list(ask, { endpoint: endpoints.alerts, path, items: alertItems }, call)).items;
  }

  return {
    alert,
    async alerts(choice = {}, call) {
      if (choice.machineId !== undefined) {
        const path = `/api/machines/${segment(choice.machineId)}/alerts`;
        return chosen(await list(ask, { endpoint: endpoints.machineAlerts, path, items: alertItems }, call), choice);
      }
      const most = choice.withEvidence === true ? limits.maxItemsWithEvidence : limits.maxItems;
      const top = Math.min(choice.top ?? most, most);
      const path = `/api/alerts${queryText({
        filter: filterOf(choice),
        expand: choice.withEvidence === true ? 'evidence' : undefined,
        newestBy: 'alertCreationTime',
        top,
        count: true,
      })}`;
      return list(ask, { endpoint: endpoints.alerts, path, items: alertItems, top, isTopSent: true }, call);
    },
    alertsByIds(ids, { onProgress, ...call } = {}) {
      const begun = ask.begun(call);
      const lookup = {
        several: (chunk: readonly string[]) => several(chunk, begun),
        single: (id: string) => alert(id, begun),
        onProgress,
      };
      return byIds(ids, lookup, limits);
    },
    alertFiles: async (id, call) =>
      list(
        ask,
        { endpoint: endpoints.alertFiles, path: `/api/alerts/${segment(id)}/files`, items: alertFileItems },
        call,
      ),
    alertMachine: async (id, call) =>
      one(
        ask,
        { endpoint: endpoints.alertMachine, path: `/api/alerts/${segment(id)}/machine`, decode: machineFrom },
        call,
      ),
    alertUser: async (id, call) =>
      one(ask, { endpoint: endpoints.alertUser, path: `/api/alerts/${segment(id)}/user`, decode: userFrom }, call),
    alertDomains: async (id, call) =>
      list(
        ask,
        { endpoint: endpoints.alertDomains, path: `/api/alerts/${segment(id)}/domains`, items: domainItems },
        call,
      ),
    alertIps: async (id, call) =>
      list(ask, { endpoint: endpoints.alertIps, path: `/api/alerts/${segment(id)}/ips`, items: ipItems }, call),
  };
}
