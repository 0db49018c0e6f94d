import type { Option } from '../components/select.tsx'

const common: readonly Option[] = [
  { value: 'America/Los_Angeles', label: 'Pacific (Los Angeles)' },
  { value: 'America/Denver', label: 'Mountain (Denver)' },
  { value: 'America/Phoenix', label: 'Phoenix' },
  { value: 'America/Chicago', label: 'Central (Chicago)' },
  { value: 'America/New_York', label: 'Eastern (New York)' },
  { value: 'Europe/London', label: 'London' },
  { value: 'Europe/Berlin', label: 'Berlin' },
  { value: 'Australia/Sydney', label: 'Sydney' },
  { value: 'UTC', label: 'UTC' },
]

/** "Berlin", "Pacific (Los Angeles)": how a zone is named to people. */
export const zoneLabel = (zone: string): string =>
  common.find(({ value }) => value === zone)?.label ?? (zone.split('/').pop() ?? zone).replaceAll('_', ' ')

let groups: { group: string; options: Option[] }[] | undefined

/** Every zone that the runtime knows, those that are common here first. */
export const zoneOptions = (): { group: string; options: Option[] }[] => {
  groups ??= [
    { group: 'Common', options: [...common] },
    {
      group: 'All time zones',
      options: Intl.supportedValuesOf('timeZone')
        .filter((zone) => !common.some(({ value }) => value === zone))
        .map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
    },
  ]
  return groups
}
