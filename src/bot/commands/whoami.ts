import { helpCard, type HelpGroup } from '../../cards/help.ts';
import { rolesOf, type Holder } from '../../policy/access.ts';
import type { EvidenceVerdict } from '../../policy/evidence.ts';
import type { Role } from '../../policy/policy.ts';
import type { Standing } from '../../policy/roles.ts';
import { defineCommand, type AskerContext } from '../command.ts';
import { howToOpen } from '../how-to-open.ts';

export const whoami = defineCommand({
  name: 'whoami',
  group: 'bot',
  aliases: ['who-am-i'],
  summary: 'Who you are to me: your object id, your roles and why, and where I show what devices give',
  examples: ['whoami'],
  evidence: false,
  listed: true,
  menu: false,
  role: 'everybody',
  permissions: [],
  args: {},
  async run(_, { asker }) {
    const holder = await asker.holder();
    const objectId = shownId(holder.objectId);
    const card = helpCard({
      heading: 'Who you are to me',
      intro: [],
      groups: [
        section('Your object id', [objectId ?? 'Teams gave none for you.']),
        section('Your roles here', rolesWords(holder)),
        section('What devices give', [await evidenceWords(asker)]),
        ...(holder.mode === 'closed' ? [{ heading: '', entries: [howToOpen(objectId)] }] : []),
      ],
      outro: [],
      buttons: [],
    });
    return { outcome: 'answered', subject: 'whoami', card };
  },
});

function section(usage: string, lines: readonly string[]): HelpGroup {
  return { heading: '', entries: [{ usage, summary: '', lines, examples: [] }] };
}

/** It came from Teams: only what looks like one is shown. */
function shownId(objectId: string | undefined): string | undefined {
  return objectId !== undefined && /^[\da-f-]{36}$/i.test(objectId) ? objectId : undefined;
}

function rolesWords(holder: Holder): readonly string[] {
  if (holder.mode === 'open') return ['reader, subscriber and admin: this bot asks nobody who they are (BOT_AUTH=off)'];
  if (holder.mode === 'closed') return ['none: there is no access policy'];
  const standing = standings[holder.standing];
  if (holder.grants.length === 0) return [`none: no grant names you here (${standing})`];
  return [
    `${listed(rolesOf(holder))} (${standing})`,
    ...holder.grants.slice(0, maxGrants).map(({ role, to }) => `${role}, granted to ${to}`),
  ];
}

function listed(roles: readonly Role[]): string {
  return [roles.slice(0, -1).join(', '), ...roles.slice(-1)].filter((part) => part !== '').join(' and ');
}

/** On one card. */
const maxGrants = 10;

const standings: Readonly<Record<Standing, string>> = {
  member: 'you are a member of the tenant',
  guest: 'you are a guest: only what was granted to you by your object id counts',
  external: 'you are from another tenant: only what was granted to you by your object id counts',
  anonymous: 'you take part without an account',
  unknown: 'Teams did not tell me who you are',
};

async function evidenceWords(asker: AskerContext): Promise<string> {
  return evidence[await asker.evidenceHere()];
}

const evidence: Readonly<Record<EvidenceVerdict, string>> = {
  shown: 'is shown here.',
  notHere: 'is not shown here: the policy does not name this place.',
  guests: 'is not shown here: guests or people from outside read along.',
  unknown: 'is not shown here: I could not find out who reads along.',
};
