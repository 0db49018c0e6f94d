import { facetsOf, Product, searchTitles } from '@lectern/core/catalog'
import { describe, expect, test } from 'vitest'

const title = (slug: string, more: Record<string, unknown>): Product =>
  Product.parse({
    slug,
    title: slug,
    formats: [{ slug: 'e-book', name: 'E-book', type: 'download', priceCents: 1999 }],
    status: 'on-sale',
    createdAt: '2024-01-01T00:00:00Z',
    updatedAt: '2024-01-01T00:00:00Z',
    revision: 1,
    ...more,
  })

const paperback = { slug: 'paperback', name: 'Paperback', type: 'physical', priceCents: 2999 }
const free = { slug: 'download', name: 'Download', type: 'download', priceCents: 0 }

const store = [
  title('month', {
    title: 'Managed Services in a Month',
    authors: ['Karl W. Palachuk'],
    tags: ['managed services'],
    formats: [paperback, { slug: 'e-book', name: 'E-book', type: 'download', priceCents: 1999 }],
  }),
  title('guide', {
    title: 'The Guide to a Successful Managed Services Practice',
    authors: ['Erick Simpson'],
    tags: ['managed services', 'business'],
  }),
  title('sales', { title: 'Best I.T. Sales and Marketing BOOK EVER!', authors: ['Erick Simpson'], tags: ['sales'] }),
  title('checklist', {
    title: 'Karl’s Famous 68-Point Checklist',
    authors: ['Karl Palachuk'],
    kind: 'checklist',
    tags: ['Service'],
    formats: [free],
  }),
  title('matrix', {
    title: 'Core Competency Matrix',
    summary: 'Which skills a service desk has.',
    authors: ['Manuel Palachuk'],
    kind: 'template',
    tags: ['service'],
  }),
]

const found = (filter: Parameters<typeof searchTitles>[1]) => searchTitles(store, filter).map(({ slug }) => slug)

describe('looking for titles', () => {
  test('without a text all stand by their titles, articles aside', () => {
    expect(found({})).toEqual(['sales', 'matrix', 'guide', 'checklist', 'month'])
    expect(found({ text: '  ' })).toHaveLength(5)
    expect(found({ text: 'the' })).toHaveLength(5)
  })

  test.each([
    ['managed services', ['month', 'guide']],
    ['managed month', ['month']],
    ['check', ['checklist']],
    ['68 point', ['checklist']],
    ['karls famous', ['checklist']],
    ['karl’s', ['checklist', 'month']],
    ['it sales', ['sales']],
    ['erick', ['guide', 'sales']],
    ['simpsen', ['guide', 'sales']],
    ['chekclist', ['checklist']],
    ['competancy', ['matrix']],
    ['paperback', ['month']],
    ['checklists', ['checklist']],
    ['service', ['month', 'guide', 'checklist', 'matrix']],
    ['services', ['month', 'guide', 'checklist', 'matrix']],
    ['zzz', []],
    ['???', []],
    ['<script>', []],
  ])('“%s” finds what holds its words, begun or mistyped', (text, slugs) => {
    expect(found({ text }).toSorted()).toEqual(slugs.toSorted())
  })

  test.each([
    ['cafe', true],
    ['CAFÉ', true],
    ['karls', true],
    ['vaule', true],
    ['vaule cafe', true],
    ['pricng', true],
    ['the value of', true],
    ['vulae', false],
    ['cake', false],
  ])('“%s” finds a title as it finds an event: %s', (text, isFound) => {
    const coffee = title('coffee', { title: 'Karl’s Café Talks: Value Pricing' })
    expect(searchTitles([...store, coffee], { text }).includes(coffee)).toBe(isFound)
  })

  test('a word in the title outranks one in the description, and nothing is guessed when something is spelled so', () => {
    const two = [
      title('aside', { title: 'Aside', description: 'Something about backlog.' }),
      title('backlog', { title: 'Backlog' }),
      title('backlit', { title: 'Backlig' }),
    ]
    expect(searchTitles(two, { text: 'backlug' })).toHaveLength(3)
    expect(searchTitles(two, { text: 'backlog' }).map(({ slug }) => slug)).toEqual(['backlog', 'aside'])
  })

  test.each([
    [{ kind: 'checklist' }, ['checklist']],
    [{ author: 'erick simpson' }, ['sales', 'guide']],
    [{ author: 'Karl Palachuk' }, ['checklist', 'month']],
    [{ tag: 'SERVICE' }, ['matrix', 'checklist']],
    [{ type: 'physical' }, ['month']],
    [{ free: true }, ['checklist']],
    [{ text: 'services', author: 'Erick Simpson' }, ['guide']],
    [{ author: 'Manuel Palachuk', free: true }, []],
  ] as const)('the filter %j leaves %j', (filter, slugs) => {
    expect(found(filter)).toEqual(slugs)
  })
})

test('filters say how many titles each leaves, whichever way a name is spelled', () => {
  expect(facetsOf(store)).toEqual({
    kinds: [
      { value: 'book', count: 3 },
      { value: 'checklist', count: 1 },
      { value: 'template', count: 1 },
    ],
    authors: [
      { value: 'Erick Simpson', count: 2 },
      { value: 'Karl W. Palachuk', count: 2 },
      { value: 'Manuel Palachuk', count: 1 },
    ],
    types: [
      { value: 'download', count: 5 },
      { value: 'physical', count: 1 },
    ],
    tags: [
      { value: 'managed services', count: 2 },
      { value: 'Service', count: 2 },
      { value: 'business', count: 1 },
      { value: 'sales', count: 1 },
    ],
    free: 1,
    included: 0,
  })
  expect(facetsOf([])).toEqual({ kinds: [], authors: [], types: [], tags: [], free: 0, included: 0 })
})
