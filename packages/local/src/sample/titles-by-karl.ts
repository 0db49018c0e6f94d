import { karl, own, shortTitlesByKarl } from './short-titles-by-karl.ts'
import { audio, download, eBook, paperback, type SampleTitle } from './title-formats.ts'

const volumes = [
  ['Front office', 'Money, taxes, insurance, hiring: how the firm itself is run, one procedure after another.'],
  ['Employees and internal processes', 'From the job ad to the last day, and the meetings in between.'],
  ['Running the service department', 'The board, the queue, the technician’s day, and what a good ticket holds.'],
  ['Building and delivering managed services', 'Onboarding, monthly maintenance, patches, backup, and the review.'],
].map(
  ([topic, summary = ''], index): SampleTitle => ({
    ...own,
    slug: `operations-manual-volume-${index + 1}`,
    title: `Managed Services Operations Manual, volume ${index + 1}`,
    subtitle: topic,
    summary,
    description:
      'Each chapter is a standard procedure that you can use as is, with the reason behind it, the form that goes with it, and where firms usually trip.',
    tags: ['operations', 'procedures', 'managed services'],
    formats: [paperback(4995), eBook(3495)],
  }),
)

const books: SampleTitle[] = [
  {
    ...own,
    slug: 'managed-services-in-a-month',
    title: 'Managed Services in a Month, 3rd edition',
    summary: 'Thirty days from hourly repairs to a firm that is paid every month.',
    description:
      'A week to decide what you sell, a week to write it down, a week to tell your clients and a week to begin.\n\nThe third edition adds what the cloud changed, and a chapter on the clients you should let go.',
    tags: ['managed services', 'business'],
    editions: [
      { label: '3rd edition', releasedOn: '2022-05-10', note: 'With a chapter on cloud services.' },
      { label: '2nd edition', releasedOn: '2013-09-03' },
    ],
    formats: [paperback(3995), eBook(2495), audio(2995)],
  },
  {
    ...own,
    slug: 'network-documentation-workbook',
    title: 'Network Documentation Workbook',
    summary: 'A binder for every client: what’s there, how it’s set up, and who can touch it.',
    description:
      'Forms to fill in, with an example of each, for firms that would rather look a password up than reset it.',
    kind: 'workbook',
    tags: ['documentation', 'service'],
    formats: [eBook(2995)],
  },
  {
    ...own,
    authors: [karl, 'Manuel Palachuk'],
    slug: 'network-migration-workbook',
    title: 'Network Migration Workbook, 2nd ed.',
    summary: 'Move a client’s whole network without downtime that anyone notices.',
    description: 'Checklists from the first survey to the day after, and forms that help a team of two keep track.',
    tags: ['projects', 'migration'],
    editions: [{ label: '2nd edition', releasedOn: '2014-03-04' }],
    formats: [paperback(6995), eBook(4995)],
  },
  {
    ...own,
    authors: ['Dana Goulston', karl],
    slug: 'project-management-for-consultants',
    title: 'Project Management for Small Business Consultants',
    summary: 'Enough method to finish on time, and no more.',
    description:
      'How to size, price, plan and close projects of ten to two hundred hours, with a team that also answers the phone.',
    tags: ['projects', 'business'],
    formats: [paperback(3495), eBook(1995)],
  },
  {
    ...own,
    slug: 'hiring-your-first-technician',
    title: 'Hiring Your First Technician',
    summary: 'When you can afford help, who to look for, and what the first 90 days look like.',
    description:
      'With a job description, twelve questions for the interview and a plan for each week of the first quarter.',
    tags: ['people', 'business'],
    formats: [eBook(1495), audio(1995)],
  },
]

const freebies: SampleTitle[] = [
  {
    ...own,
    slug: '68-point-checklist',
    title: 'Karl’s Famous 68-Point Checklist',
    summary: 'What to look at on the first visit to a prospect, point by point.',
    description:
      'Bring it along, fill it out together, and leave a copy. Version 4.0 is longer and asks about cloud services, identity, and insurance. Version 3.0 stays here if you want the simpler one.',
    kind: 'checklist',
    tags: ['client', 'assessment', 'service'],
    editions: [
      { label: '4.0', releasedOn: '2024-01-08', note: 'Longer: cloud, identity, insurance.' },
      { label: '3.0', releasedOn: '2018-02-05', note: 'The simpler one.' },
    ],
    formats: [download(0)],
  },
  {
    ...own,
    slug: 'cloud-readiness-checklist',
    title: 'Karl’s Cloud Readiness Checklist',
    summary: 'Whether a client’s office can work from the cloud, and what has to change first.',
    description: 'Connections, machines, software, and habits on two pages, with room for your notes.',
    kind: 'checklist',
    tags: ['cloud', 'client'],
    formats: [download(0)],
  },
  {
    ...own,
    slug: 'business-plan-worksheets',
    title: 'Business Plan Worksheets',
    summary: 'A plan that fits a small firm: a few pages to review every month.',
    description:
      'Spreadsheets and questions about services, prices, people, and cash that you can fill out in a weekend.',
    kind: 'template',
    tags: ['business', 'strategy'],
    formats: [download(0)],
  },
]

export const titlesByKarl: SampleTitle[] = [...books, ...volumes, ...freebies, ...shortTitlesByKarl]
