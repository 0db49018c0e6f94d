/** People of the samples. They sign in by a code that arrives in the local inbox. */
export const samplePeople = [
  { email: 'admin@lectern.example', name: 'Ada Admin', role: 'admin' },
  { email: 'james@lectern.example', name: 'James Kernan', role: 'instructor' },
  { email: 'karl@lectern.example', name: 'Karl W. Palachuk', role: 'instructor' },
  { email: 'mia@lectern.example', name: 'Mia Member', role: 'member' },
  { email: 'alan@lectern.example', name: 'Alan All-Access', role: 'all-access member' },
  { email: 'pat@lectern.example', name: 'Pat Person', role: 'person' },
] as const

export type SampleRole = (typeof samplePeople)[number]['role']
