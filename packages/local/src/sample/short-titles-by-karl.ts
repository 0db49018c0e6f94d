import { download, type SampleTitle, video } from './title-formats.ts'

export const karl = 'Karl W. Palachuk'

/** His own: members have them in every electronic format. */
export const own = { authors: [karl], includedInMembership: true }

/** A few pages, or an hour of video. */
const short = (
  slug: string,
  title: string,
  kind: 'white-paper' | 'checklist' | 'workbook' | 'training' | 'template',
  priceCents: number,
  tags: string[],
  summary: string,
): SampleTitle => ({
  ...own,
  slug,
  title,
  kind,
  tags,
  summary,
  formats: [kind === 'training' ? video(priceCents) : download(priceCents)],
})

export const shortTitlesByKarl: SampleTitle[] = [
  short(
    'service-board-setup',
    'Setting Up a Service Board',
    'training',
    19900,
    ['service', 'operations'],
    'Four recorded hours: queues, statuses and priorities that a team really uses.',
  ),
  short(
    'service-desk-day',
    'A Service Desk’s Day',
    'training',
    14900,
    ['service', 'operations'],
    'Three recorded hours on the routines from the first ticket to the evening check.',
  ),
  short(
    'flat-fee-pricing',
    'What a Flat Fee Has to Cover',
    'white-paper',
    995,
    ['pricing', 'managed services'],
    'How to find the monthly price at which a client is a good client.',
  ),
  short(
    'after-hours-work',
    'After-Hours Work: a Policy',
    'white-paper',
    995,
    ['service', 'people'],
    'What is an emergency, who answers, and what it costs the client.',
  ),
  short(
    'on-call-staff',
    'On-Call Staff without Burnout',
    'white-paper',
    995,
    ['service', 'people'],
    'Schedules, pay, and rest for a team of three to ten.',
  ),
  short(
    'patch-management',
    'A Philosophy of Patches',
    'white-paper',
    995,
    ['service', 'security'],
    'Which updates at once, which next week, which never, and how to tell.',
  ),
  short(
    'disaster-recovery-overview',
    'Disaster Recovery: an Overview',
    'white-paper',
    995,
    ['service', 'security'],
    'What to promise, what to test, and what to say on the worst day.',
  ),
  short(
    'backlog-workbook',
    'Backlog Workbook',
    'workbook',
    1995,
    ['service'],
    'Get an old queue under control in four weeks, with a checklist for each.',
  ),
  short(
    'client-onboarding-checklist',
    'New Client Onboarding Checklist',
    'checklist',
    995,
    ['client', 'procedures'],
    'Everything between the signature and the first quiet month.',
  ),
  short(
    'business-review-checklist',
    'Business Review Checklist',
    'checklist',
    495,
    ['client', 'strategy'],
    'Prepare, lead, and follow up on a client’s quarterly review.',
  ),
  short(
    'denial-of-services-letter',
    'Denial-of-Services Letter',
    'template',
    495,
    ['client', 'legal'],
    'For the client who turns down your advice, so it’s in writing.',
  ),
  short(
    'letter-of-understanding',
    'Letter of Understanding',
    'template',
    495,
    ['client', 'legal'],
    'One page that says what both sides agreed to, before anyone drafts a contract.',
  ),
  short(
    'service-agreement-templates',
    'Service Agreement Templates',
    'template',
    7995,
    ['client', 'legal', 'managed services'],
    'Three agreements in plain English to take to your lawyer, then to your clients.',
  ),
]
