// Plans, and who pays for which.
import {
  createPlan,
  editPlan,
  getMembership,
  getPlan,
  type ImportedMembers,
  importMembers,
  listPayments,
  listPlans,
  type Plan,
  PlanSlug,
} from '@lectern/core/membership'
import { formatCents, type Table } from '@lectern/core/platform'
import { membershipRefundCents, refundMembership } from '@lectern/core/registration'
import { Badge } from '../../../components/badge.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { RowTitle } from '../../../components/link.tsx'
import { wrongField } from '../../../forms/errors.ts'
import { type Declared, declarePages, done, type Refused, recorded, why } from '../../../forms/pages.ts'
import { revisionIn } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, partOf, showAdmin } from '../../../layout/admin-page.tsx'
import { type ListColumn, plain } from '../../../lists/columns.ts'
import { defineList, type List, listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { ImportPage } from './import-page.tsx'
import { membershipList, rowOf } from './membership-list.tsx'
import { MembershipPage, membershipHead } from './membership-page.tsx'
import { PlanForm, planField, readPlan, valuesOfPlan } from './plan-form.tsx'

const statuses = {
  draft: ['draft', 'Draft'],
  'on-sale': ['good', 'On sale'],
  withdrawn: ['quiet', 'Withdrawn'],
} as const

const columns: ListColumn<Plan>[] = [
  {
    key: 'title',
    label: 'Plan',
    cell: ({ slug, title, summary }) => <RowTitle href={`/admin/plans/${slug}`} title={title} under={summary ?? ''} />,
    file: { Plan: ({ title }) => title },
  },
  plain('holder', 'For', ({ seats }) => (seats ? `A team of ${seats.included}` : 'One person')),
  plain('price', 'Price a year', ({ priceCents }) => formatCents(priceCents), { align: 'end' }),
  {
    key: 'status',
    label: 'Status',
    cell: ({ status }) => <Badge tone={statuses[status][0]}>{statuses[status][1]}</Badge>,
    file: { Status: ({ status }) => status },
  },
]

const planList = (table: Table) =>
  defineList({
    filters: {},
    list: async (c): Promise<List<Plan>> => ({
      title: 'Plans',
      nav: 'memberships',
      about: 'What people can be a member of.',
      flash: flashOf(c, { saved: 'Saved' }),
      actions: (
        <ButtonLink look="primary" href="/admin/plans/new">
          New plan
        </ButtonLink>
      ),
      caption: 'Plans',
      columns,
      rowId: ({ slug }) => slug,
      empty: { title: 'No plans yet', words: 'Create one, then put it on sale.' },
      read: async () => ({ items: await listPlans(table) }),
      file: 'plans',
    }),
  })

export const membershipAdminPages = (services: SiteServices): Declared[] => {
  const { table } = services

  const showMembership = async (c: AdminContext, refused?: Refused) => {
    const membership = await getMembership(table, partOf(c, 'id'))
    const [row, payments, refundCents] = await Promise.all([
      rowOf(table, membership, c.var.now),
      listPayments(table, membership.id),
      membershipRefundCents(services, membership, c.var.now),
    ])
    const flash = flashOf(c, { refunded: 'Refunded. The membership has ended.' })
    const view = { ...membershipHead(row), nav: 'memberships', flash } as const
    return showAdmin(c, table, { ...view, ...refused }, <MembershipPage {...{ row, payments, refundCents }} />)
  }

  const showPlan = async (c: AdminContext, shown: Partial<Refused> = {}) => {
    const slug = c.req.param('slug')
    const plan = slug === undefined ? undefined : await getPlan(table, slug)
    const title = plan?.title ?? 'New plan'
    const trail = [{ href: '/admin/plans', label: 'Plans' }, { label: title }]
    const view = {
      title,
      nav: 'memberships',
      trail,
      typed: valuesOfPlan(plan),
      flash: flashOf(c, { saved: 'Saved' }),
    } as const
    return showAdmin(c, table, { ...view, ...shown }, <PlanForm plan={plan} />)
  }

  const showImport = (
    c: AdminContext,
    { imported, ...shown }: Partial<Refused> & { imported?: ImportedMembers } = {},
  ) => {
    const title = 'Import members'
    const trail = [{ href: '/admin/memberships', label: 'Memberships' }, { label: title }]
    const about = 'Bring in people who pay for a membership elsewhere.'
    return showAdmin(
      c,
      table,
      { title, nav: 'memberships', trail, about, ...shown },
      <ImportPage imported={imported} />,
    )
  }

  const app = declarePages({ who: 'admin', at: '/admin' })

  app.page(
    '/memberships',
    { audit: recorded('membership.list', 'memberships') },
    listPage(table, membershipList(table)),
  )
  app.page('/memberships/import', { audit: why.impersonal }, (c) => showImport(c))
  app.form(
    '/memberships/import',
    { audit: recorded('membership.import', 'memberships'), again: showImport },
    async (c, typed) => {
      if (typed.text('members') === '') throw wrongField('members', 'Paste the text of a file')
      const imported = await importMembers(table, typed.text('members'), services.organizer.zone, c.var.now)
      return done(await showImport(c, { imported }))
    },
  )
  app.page('/memberships/:id', { audit: recorded('membership.read', 'membership:{id}') }, (c) => showMembership(c))
  app.form(
    '/memberships/:id/refund',
    { audit: recorded('membership.refund', 'membership:{id}'), again: showMembership },
    async (c, typed) => {
      const id = partOf(c, 'id')
      const cents = await membershipRefundCents(services, await getMembership(table, id), c.var.now)
      // The amount was on the button: another one is shown first.
      if (typed.text('cents') !== String(cents)) throw wrongField('cents', `The refund is ${formatCents(cents)} now`)
      await refundMembership(services, id, c.var.now)
      return done(`/admin/memberships/${id}?done=refunded`)
    },
  )

  app.page('/plans', { audit: why.impersonal }, listPage(table, planList(table)))
  app.page('/plans/new', { audit: why.impersonal }, (c) => showPlan(c))
  app.page('/plans/:slug', { audit: why.impersonal }, (c) => showPlan(c))

  const planForm = { again: showPlan, field: planField }
  app.form('/plans/new', { audit: recorded('plan.create', 'plan:{made}'), ...planForm }, async (_, typed) => {
    const slug = PlanSlug.safeParse(typed.text('slug'))
    if (!slug.success) throw wrongField('slug', 'Use lowercase letters, digits, and single hyphens')
    await createPlan(services, slug.data, readPlan(typed))
    return done('/admin/plans?done=saved')
  })
  app.form('/plans/:slug', { audit: recorded('plan.change', 'plan:{slug}'), ...planForm }, async (c, typed) => {
    const { holder: _, ...change } = readPlan(typed)
    await editPlan(services, partOf(c, 'slug'), change, revisionIn(typed))
    return done('/admin/plans?done=saved')
  })
  return app.pages
}
