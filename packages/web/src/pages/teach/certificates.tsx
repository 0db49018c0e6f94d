// Certificates of a class: what one takes, who has earned one, and those that were issued.
import type { Event } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import { cutText } from '@lectern/core/platform'
import {
  CertificateRule,
  getCertificate,
  makeCertificates,
  RevokeReason,
  reissueCertificate,
  restoreCertificate,
  revokeCertificate,
  setCertificateRule,
} from '@lectern/core/teaching'
import * as z from 'zod'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Notice } from '../../components/notice.tsx'
import { Pagination } from '../../components/pagination.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { Table } from '../../components/table.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { type Errors, noErrors, readAs } from '../../forms/errors.ts'
import { definePages, done, recorded, why } from '../../forms/pages.ts'
import type { Typed } from '../../forms/typed.ts'
import { addressOf, flashOf } from '../../layout/admin-page.tsx'
import { csvFile, tableColumns, wantsFile } from '../../lists/columns.ts'
import { DownloadLink } from '../../lists/download-link.tsx'
import type { Request } from '../site-page.tsx'
import { addressOfCertificates, certificateColumns, RuleForm } from './certificate-parts.tsx'
import { progressPage } from './progress-page.ts'
import { showTeach, taughtEvent } from './teach-page.tsx'

const pageSize = 50

const flashes = {
  rule: 'Saved. People who earn a certificate get it after the last session.',
  'no-rule': 'Saved. We won’t issue more certificates. Issued ones stay valid.',
  making: 'We’re making the certificates and emailing each one. Reload this page in a moment to see them.',
  revoked: 'Revoked. Its page and badge checks now show that.',
  restored: 'Certificate restored.',
  reissued: 'Reissued with the holder’s current name. The old one says it was replaced.',
} as const

/** `/teach/:slug/certificates` */
export const certificateTab = definePages({ who: 'teacher' }, (app, services) => {
  const { table } = services

  const show = async (c: Request, event: Event, typed?: { value: string; errors: Errors }) => {
    const { now } = c.var
    const page = await progressPage(table, event, { cursor: c.req.query('cursor'), limit: pageSize }, now)
    const { rule, items: rows } = page
    const over = rows.some(({ progress: { standing } }) => standing?.over)
    const waiting = rows.some(({ progress: { standing, certificate } }) => standing?.met && !certificate)
    const errors = typed?.errors ?? noErrors
    return showTeach(
      c,
      {
        ...{ event, tab: 'certificates', title: 'Certificates' },
        flash: typed ? undefined : flashOf(c, flashes),
        status: typed ? 400 : 200,
        errors,
      },
      <>
        <ErrorSummary />
        <RuleForm event={event} value={typed?.value ?? String(rule?.attend ?? '')} />
        {rule && !over && <Notice>We email certificates after the last session.</Notice>}
        {rule && over && waiting && (
          <Notice
            title="Some people haven’t received their certificate"
            action={
              <form method="post" action={`${addressOfCertificates(event)}/make`}>
                <SubmitButton busy="Starting…">Make certificates now</SubmitButton>
              </form>
            }
          >
            We also make them automatically when you mark attendance.
          </Notice>
        )}
        <Panel flush actions={rows.length > 0 && <DownloadLink address={addressOf(c)} />}>
          <Table
            caption={`Certificates for ${event.title}`}
            columns={tableColumns(certificateColumns(event))}
            rows={rows}
            rowId={({ registration }) => registration.id}
            empty="No registrations yet."
          />
        </Panel>
        <Pagination address={addressOf(c)} next={page.next} />
      </>,
    )
  }

  const showRevoke = async (c: Request, event: Event, id: string, errors: Errors = noErrors, reason = '') => {
    const certificate = await getCertificate(table, id, event.slug)
    return showTeach(
      c,
      { event, tab: 'certificates', title: 'Revoke a certificate', status: errors.size > 0 ? 400 : 200, errors },
      <>
        <ErrorSummary />
        <Panel title={`Revoke ${certificate.name}’s certificate`}>
          <form class="grid gap-5" method="post" action={`${addressOfCertificates(event)}/${id}/revoke`}>
            <p class="max-w-prose">
              Its page and badge checks will show that it was revoked and when, but not why. You can restore it later.
            </p>
            <TextInput
              name="reason"
              label="Why"
              hint="Only people who run this class see it."
              maxlength={500}
              value={reason}
            />
            <div class="flex flex-wrap gap-3">
              <SubmitButton look="danger" busy="Revoking…">
                Revoke
              </SubmitButton>
              <a class="btn btn-quiet" href={addressOfCertificates(event)}>
                Keep it
              </a>
            </div>
          </form>
        </Panel>
      </>,
    )
  }

  const back = (event: Event, what: keyof typeof flashes) => done(`${addressOfCertificates(event)}?done=${what}`)

  app.page(
    '/teach/:slug/certificates',
    { audit: recorded('certificate.list', 'event:{slug}', { everyone: true }) },
    async (c) => {
      const event = await taughtEvent(c, services)
      if (!wantsFile(c)) return show(c, event)
      return csvFile(c, `certificates-${event.slug}`, certificateColumns(event), (cursor) =>
        progressPage(table, event, { cursor, limit: 100 }, c.var.now),
      )
    },
  )

  const attendIn = (typed: Typed): string => cutText(typed.text('attend'), 20)

  app.form(
    '/teach/:slug/certificates/rule',
    {
      audit: recorded('certificate.rule', 'event:{slug}', { everyone: true }),
      again: async (c, { typed, errors }) =>
        show(c, await taughtEvent(c, services), { value: attendIn(typed), errors }),
    },
    async (c, typed) => {
      const event = await taughtEvent(c, services)
      const value = attendIn(typed)
      const attend = /^\d{1,3}$/.test(value) ? Number(value) : value
      const rule = value === '' ? undefined : readAs(CertificateRule, { attend })
      await setCertificateRule(table, event.slug, rule)
      return back(event, rule ? 'rule' : 'no-rule')
    },
  )

  app.form(
    '/teach/:slug/certificates/make',
    { audit: recorded('certificate.make', 'event:{slug}', { everyone: true }) },
    async (c) => {
      const event = await taughtEvent(c, services)
      await makeCertificates(table, event.slug, c.var.now)
      return back(event, 'making')
    },
  )

  app.page('/teach/:slug/certificates/:id/revoke', { audit: why.impersonal }, async (c) =>
    showRevoke(c, await taughtEvent(c, services), c.req.param('id')),
  )

  app.form(
    '/teach/:slug/certificates/:id/revoke',
    {
      audit: recorded('certificate.revoke', 'event:{slug}', { everyone: true }),
      again: async (c, { typed, errors }) => {
        const reason = cutText(typed.text('reason'), 1000)
        return showRevoke(c, await taughtEvent(c, services), c.req.param('id') ?? '', errors, reason)
      },
    },
    async (c, typed) => {
      const event = await taughtEvent(c, services)
      const { reason } = readAs(z.object({ reason: RevokeReason }), { reason: typed.text('reason') })
      const by = requirePerson(c.var.actor).id
      await revokeCertificate(table, { id: c.req.param('id'), event: event.slug }, { by, reason }, c.var.now)
      return back(event, 'revoked')
    },
  )

  app.form(
    '/teach/:slug/certificates/:id/restore',
    { audit: recorded('certificate.restore', 'event:{slug}', { everyone: true }) },
    async (c) => {
      const event = await taughtEvent(c, services)
      await restoreCertificate(table, { id: c.req.param('id'), event: event.slug })
      return back(event, 'restored')
    },
  )

  app.form(
    '/teach/:slug/certificates/:id/again',
    { audit: recorded('certificate.reissue', 'event:{slug}', { everyone: true }) },
    async (c) => {
      const event = await taughtEvent(c, services)
      await getCertificate(table, c.req.param('id'), event.slug)
      await reissueCertificate(services, c.req.param('id'), requirePerson(c.var.actor).id, c.var.now)
      return back(event, 'reissued')
    },
  )
})
