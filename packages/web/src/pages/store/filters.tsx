import { type Facet, type ProductKind, productKindLabels } from '@lectern/core/catalog'
import { withParameters } from '../../components/address.ts'
import { buttonClass } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { Island } from '../../components/island.tsx'
import { type Found, isFiltered, type StoreFilter, withChosen } from './store-filter.ts'
import { typeLabels } from './title-words.ts'

type Props = { filter: StoreFilter; found: Found }

/** Which kind: each a link that keeps the rest of the address. */
const Kinds = ({ address, filter, found }: Props & { address: string }) => {
  const [chosen, ...more] = filter.kind
  const kind = (value: ProductKind | undefined) => withParameters(address, { kind: value, all: undefined })
  const all: { value: ProductKind | undefined; label: string; count: number }[] = [
    { value: undefined, label: 'All', count: found.anyKind },
    ...found.facets.kinds.map(({ value, count }) => ({ value, label: productKindLabels[value].many, count })),
  ]
  return (
    <nav class="chips" aria-label="Kinds of titles">
      {all.map(({ value, label, count }) => (
        <a class="chip" href={kind(value)} aria-current={value === chosen && more.length === 0 ? 'true' : undefined}>
          {label} <span class="nums">{count}</span>
        </a>
      ))}
    </nav>
  )
}

/** The words, and the kinds. The words belong to the form of the filters, wherever that is on the page. */
export const StoreBar = ({ address, filter, found }: Props & { address: string }) => (
  <>
    <search class="store-search" id="search">
      <div class="joined">
        <input
          class="control"
          type="search"
          name="q"
          form="filters"
          value={filter.q}
          maxlength={120}
          aria-label="Search titles"
          placeholder="Title, author, or topic"
        />
        <button type="submit" form="filters" class={buttonClass({})}>
          Search
        </button>
      </div>
    </search>
    <div class="store-bar">
      <a class="btn filters-toggle" href="#filters">
        <Icon name="filter" />
        Filters
      </a>
      <Kinds address={address} filter={filter} found={found} />
    </div>
  </>
)

type Box = { name: keyof StoreFilter; value: string; label: string; count: number; checked: boolean }

const Boxes = ({ legend, boxes }: { legend: string; boxes: readonly Box[] }) =>
  boxes.length === 0 ? null : (
    <fieldset>
      <legend>{legend}</legend>
      <div>
        {boxes.map(({ name, value, label, count, checked }) => (
          <label class="facet">
            <input type="checkbox" name={name} value={value} checked={checked} />
            {label} <span class="nums">{count}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )

const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** Authors and topics shown at most; those that are chosen always. */
const most = 8

const boxesOf = <Value extends string>(
  name: keyof StoreFilter,
  facets: readonly Facet<Value>[],
  chosen: readonly Value[],
  label: (value: Value) => string = (value) => value,
): Box[] =>
  withChosen(facets, chosen)
    .map(({ value, count }) => ({ name, value, count, label: label(value), checked: chosen.includes(value) }))
    .filter(({ checked }, index) => checked || index < most)

/** Filters beside the list; on phones a drawer that a link opens. They live in the address, and apply at once where scripts run. */
export const Filters = ({ filter, found }: Props) => {
  const { authors, types, tags, free, included } = found.facets
  // A bundle is a kind, and chosen as one.
  const own = types.filter(({ value }) => value !== 'bundle')
  const yes = (name: 'free' | 'included', label: string, count: number): Box[] =>
    count > 0 || filter[name] ? [{ name, value: 'yes', label, count, checked: filter[name] }] : []
  return (
    <>
      <form class="filters" id="filters" method="get" action="/store" aria-label="Filter titles" data-filter>
        <div class="filters-head">
          <h2>Filters</h2>
          <a class="icon-btn" href="#main" aria-label="Close filters">
            <Icon name="close" />
          </a>
        </div>
        <HiddenFields values={{ kind: filter.kind }} />
        <Boxes legend="Format" boxes={boxesOf('type', own, filter.type, (type) => typeLabels[type])} />
        <Boxes
          legend="Price"
          boxes={[...yes('free', 'Free', free), ...yes('included', 'Included in membership', included)]}
        />
        <Boxes legend="Topic" boxes={boxesOf('tag', tags, filter.tag, capitalized)} />
        <Boxes legend="Author" boxes={boxesOf('author', authors, filter.author)} />
        <div class="filters-foot">
          <button type="submit" class={buttonClass({ look: 'primary' })}>
            Apply
          </button>
          {isFiltered(filter) && (
            <a class={buttonClass({ look: 'ghost' })} href="/store">
              Clear
            </a>
          )}
        </div>
      </form>
      <a class="drawer-shade" href="#main" tabindex={-1}>
        <span class="sr-only">Close filters</span>
      </a>
      <Island name="filter" />
    </>
  )
}
