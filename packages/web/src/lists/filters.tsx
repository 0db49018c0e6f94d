import { cutText } from '@lectern/core/platform'
import type { Child } from 'hono/jsx'
import { Icon } from '../components/icon.tsx'
import { Select } from '../components/select.tsx'
import { TextInput } from '../components/text-input.tsx'

/** One filter of a list: how its value is read from the address, and the field that keeps it. */
export type Filter<V> = {
  read(typed: string): V
  /** Whether it leaves anything out. */
  narrows(value: V): boolean
  field(name: string, value: V): Child
}

export type Filters = Readonly<Record<string, Filter<unknown>>>
export type Values<F extends Filters> = { [Name in keyof F]: F[Name] extends Filter<infer V> ? V : never }

type Search = {
  hint?: string
  /** 254 characters hold an email address, which most searches take. */
  most?: number
  type?: 'search' | 'email'
  /** What to do about a search that can't find anything. */
  refuse?: (text: string) => string | undefined
}

/** A line of text; empty while nothing is typed. */
export const search = (label: string, { hint, most = 254, type = 'search', refuse }: Search = {}): Filter<string> => ({
  read: (typed) => cutText(typed.trim(), most),
  narrows: (text) => text !== '',
  field: (name, value) => (
    <div class="find">
      <Icon name="search" />
      <TextInput
        {...{ name, label, hint, type, value }}
        placeholder={label}
        optional="unsaid"
        error={value === '' ? undefined : refuse?.(value)}
      />
    </div>
  ),
})

export type Choice<T extends string> = { value: T; label: string }

/** What there is to choose from: in its order with what to say of each, or what to say by value. */
type Choices<T extends string> = readonly Choice<T>[] | Readonly<Record<T, string>>

const isListed = <T extends string>(choices: Choices<T>): choices is readonly Choice<T>[] => Array.isArray(choices)

const listed = <T extends string>(choices: Choices<T>): readonly Choice<T>[] =>
  isListed(choices) ? choices : Object.entries<string>(choices).map(([value, label]) => ({ value: value as T, label }))

/** One of a few, or any. */
export const choice = <const T extends string>(
  label: string,
  choices: Choices<T>,
  any = `Any ${label.toLowerCase()}`,
): Filter<T | undefined> => {
  const options = listed(choices)
  return {
    read: (typed) => options.find(({ value }) => value === typed)?.value,
    narrows: (value) => value !== undefined,
    field: (name, value) => <Select {...{ name, label, options, value }} optional="unsaid" prompt={any} />,
  }
}

/** One of a few, with one that's chosen until another is. */
export const oneOf = <const T extends string>(label: string, choices: Choices<T>, usual: NoInfer<T>): Filter<T> => {
  const options = listed(choices)
  return {
    read: (typed) => options.find(({ value }) => value === typed)?.value ?? usual,
    narrows: (value) => value !== usual,
    field: (name, value) => <Select {...{ name, label, options, value }} optional="unsaid" />,
  }
}

export const readFilters = <F extends Filters>(filters: F, query: (name: string) => string | undefined): Values<F> =>
  Object.fromEntries(
    Object.entries(filters).map(([name, filter]) => [name, filter.read(query(name) ?? '')]),
  ) as Values<F>
