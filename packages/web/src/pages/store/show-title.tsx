import { formatCents } from '@lectern/core/platform'
import { listShownSales } from '@lectern/core/pricing'
import { formatDate } from '@lectern/core/schedule'
import { Breadcrumbs } from '../../components/breadcrumbs.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { MobileBar } from '../../components/mobile-bar.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Section, WithAside } from '../../layout/columns.tsx'
import { JsonLd } from '../../layout/json-ld.tsx'
import { formatPrice } from '../event-words.ts'
import { Paragraphs } from '../paragraphs.tsx'
import { SaleStrip } from '../sales/sale-list.tsx'
import { SitePage } from '../site-page.tsx'
import { loadTitle, type TitleView } from './load-title.ts'
import { editionsLine, formatAuthor, formatTitlePrice, isIncluded, kindLineOf } from './store-words.ts'
import { TitleCard, TitleList } from './title-card.tsx'
import { TitleCover } from './title-cover.tsx'
import { titleData } from './title-data.ts'
import { AddToCart, TitlePanel } from './title-panel.tsx'

const formatDay = (date: string): string => formatDate(`${date}T12:00:00Z`, 'UTC', { year: true })

const Editions = ({ view }: { view: TitleView }) => {
  const { editions } = view.product
  if (editions.length === 0) return null
  return (
    <Section title={editions.length === 1 ? 'Version' : 'Versions'} id="versions">
      {editions.length > 1 && (
        <p class="mb-4 max-w-prose">You get all of them when you buy this title: {editionsLine(view.product)}.</p>
      )}
      <ul class="max-w-prose border-t border-base-300">
        {editions.map(({ label, releasedOn, note }) => (
          <li class="grid grid-cols-[minmax(4rem,auto)_minmax(0,1fr)] gap-x-6 border-b border-base-300 py-3">
            <span class="nums font-serif text-lg font-semibold">{label}</span>
            <span>
              {note !== undefined && note !== '' && <span class="block">{note}</span>}
              <span class="nums text-sm text-muted">{formatDay(releasedOn)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Contents = ({ view }: { view: TitleView }) => {
  const { contents, product } = view
  if (contents.length === 0) return null
  const apart = contents.reduce((sum, { format }) => sum + format.priceCents, 0)
  const price = product.formats.reduce((sum, { priceCents }) => sum + priceCents, 0)
  return (
    <Section title="What’s included" id="contents">
      <table class="nums w-full max-w-prose text-[0.95rem]">
        <caption class="sr-only">Titles in this bundle with their list prices</caption>
        <thead class="sr-only">
          <tr>
            <th scope="col">Title</th>
            <th scope="col">List price</th>
          </tr>
        </thead>
        <tbody>
          {contents.map(({ title, format }) => (
            <tr class="border-b border-base-300">
              <th scope="row" class="py-2.5 pr-4 text-left font-normal wrap-anywhere">
                <TextLink href={`/store/${title.slug}`}>{title.title}</TextLink>
                <span class="block text-sm text-muted">{format.name}</span>
              </th>
              <td class="py-2.5 text-right align-top whitespace-nowrap">{formatPrice(format.priceCents)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr class="text-muted">
            <th scope="row" class="pt-3 text-left font-normal">
              Bought separately
            </th>
            <td class="pt-3 text-right">{formatCents(apart)}</td>
          </tr>
          <tr class="text-lg font-semibold">
            <th scope="row" class="text-left">
              {' '}
              Bundle price{' '}
            </th>
            <td class="text-right">{formatPrice(price)}</td>
          </tr>
        </tfoot>
      </table>
      {apart > price && <p class="mt-4">Save {formatCents(apart - price)} vs. buying separately.</p>}
    </Section>
  )
}

const Membership = ({ view }: { view: TitleView }) => {
  const { product, member } = view
  if (!isIncluded(product)) return null
  const paper = product.formats.some(({ type }) => type === 'physical')
  return (
    <Section title="With a membership">
      <p class="max-w-prose">
        {member ? 'As a member, you can download this title for free' : 'Members download this title for free'}.
        {paper && ' Printed copies cost the same for everyone.'}{' '}
        {!member && <TextLink href="/membership">How membership works</TextLink>}
      </p>
    </Section>
  )
}

const More = ({ view }: { view: TitleView }) => {
  const { bundles, related, parts, product } = view
  const by = product.authors.length === 1 ? `Also by ${product.authors[0]}` : 'Also by these authors'
  return (
    <>
      {bundles.length > 0 && (
        <Section title="Save with a bundle">
          <TitleList label="Bundles with this title">
            {bundles.map((bundle) => (
              <TitleCard product={bundle} parts={parts} headingLevel={3} />
            ))}
          </TitleList>
        </Section>
      )}
      {related.length > 0 && (
        <Section title={by}>
          <TitleList label={by}>
            {related.map((title) => (
              <TitleCard product={title} parts={parts} headingLevel={3} />
            ))}
          </TitleList>
        </Section>
      )}
    </>
  )
}

/** What the bar at the bottom of a phone offers: the one format, or the choice among several. */
const barOf = ({ product, formats }: TitleView) => {
  const [only, ...more] = formats
  if (product.status === 'withdrawn' || only === undefined) return undefined
  const cents = only.quote?.totalCents ?? only.format.priceCents
  return (
    <MobileBar
      price={more.length === 0 ? formatPrice(cents) : formatTitlePrice(product)}
      action={
        only.open && more.length === 0 ? (
          <ButtonLink look="primary" href="/account/titles">
            Download
          </ButtonLink>
        ) : more.length === 0 ? (
          <AddToCart offered={only} title={product.title} block={false} several={false} />
        ) : (
          <ButtonLink look="primary" href="#formats">
            Choose a format
          </ButtonLink>
        )
      }
    />
  )
}

/** `/store/:slug`: what a title is, by whom, in which formats and versions, and what goes with it. */
export const showTitlePage = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/store/:slug', { audit: why.impersonal }, async (c) => {
    const { actor, now } = c.var
    const [view, sales] = await Promise.all([
      loadTitle(services, c.req.param('slug'), actor, now),
      listShownSales(services.table, now),
    ])
    const { product } = view
    const authors = formatAuthor(product)
    const running = sales.filter(({ state }) => state === 'running')
    const sold = product.status === 'on-sale'
    return c.html(
      <SitePage
        title={product.title}
        description={product.summary || undefined}
        canonical={`/store/${product.slug}`}
        about={{ thing: product }}
        unlisted={!sold}
        nav="store"
        head={sold ? <JsonLd data={titleData(services, product)} /> : undefined}
        bar={barOf(view)}
      >
        <Breadcrumbs trail={[{ label: 'Store', href: '/store' }, { label: product.title }]} />
        {sold && running.length > 0 && (
          <div class="mt-4">
            <SaleStrip sales={running} now={now} />
          </div>
        )}
        <div class="mt-6">
          <WithAside aside={<TitlePanel view={view} />}>
            <div class="flex flex-col gap-6 sm:flex-row sm:gap-8">
              <TitleCover product={product} size="large" />
              <div class="min-w-0 flex-1">
                <PageHeading kicker={kindLineOf(product)} title={product.title}>
                  {product.subtitle && <p>{product.subtitle}</p>}
                  {authors !== '' && <p class="mt-2 text-base font-medium">by {authors}</p>}
                </PageHeading>
              </div>
            </div>
            {product.summary && <p class="mt-8 max-w-prose text-lg leading-relaxed">{product.summary}</p>}
            {product.description && (
              <div class="mt-6">
                <Paragraphs text={product.description} />
              </div>
            )}
            <Contents view={view} />
            <Editions view={view} />
            <Membership view={view} />
            {product.tags.length > 0 && (
              <p class="mt-10 text-sm text-muted">
                Topics:{' '}
                {product.tags.map((tag, index) => (
                  <>
                    {index > 0 && ', '}
                    <TextLink href={`/store?tag=${encodeURIComponent(tag)}`}>{tag}</TextLink>
                  </>
                ))}
              </p>
            )}
          </WithAside>
          <More view={view} />
        </div>
      </SitePage>,
    )
  })
})
