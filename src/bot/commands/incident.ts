import { incidentCard } from '../../cards/incident.ts';
import { page } from '../arg.ts';
import { defineCommand } from '../command.ts';
import { incidentId } from '../incident-arg.ts';

export const incident = defineCommand({
  name: 'incident',
  aliases: [],
  summary: 'An incident: its alerts, devices, users and files together, and what was stopped',
  examples: ['incident 2451', 'incident https://security.microsoft.com/incidents/2451'],
  evidence: false,
  listed: true,
  permissions: [
    { anyOf: ['Alert.Read.All', 'Alert.ReadWrite.All'], for: 'the alerts of the incident', required: true },
  ],
  opens: 'incident',
  args: {
    incidentId: incidentId('Its number, or its page in the Defender portal'),
    page: page('Five alerts at a time'),
  },
  async run({ incidentId, page }, { defender, signal, now, shownFor, portal }) {
    const { items, total, isComplete } = await defender.alerts({ incidentId, withEvidence: true }, { signal });
    return {
      outcome: items.length === 0 ? 'empty' : 'answered',
      subject: `incident ${incidentId}`,
      card: incidentCard({
        ...{ incidentId, alerts: items, total, isComplete, page, portal },
        reader: { now: now(), shownFor },
      }),
    };
  },
});
