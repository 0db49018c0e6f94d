import type { MailPreview } from '@lectern/core/mail'
import { ActButton } from '../components/act-button.tsx'
import { withParameters } from '../components/address.ts'
import { Breadcrumbs } from '../components/breadcrumbs.tsx'
import { KeyValue } from '../components/key-value.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import { Panel } from '../components/panel.tsx'
import { type Scheme, schemes } from './frame.ts'

const widths = ['desktop', 'phone'] as const
const parts = ['html', 'text'] as const

/** How a mail is looked at; it is part of the address. */
export type Look = { sample: number; scheme: Scheme; width: (typeof widths)[number]; part: (typeof parts)[number] }

const oneOf = <Known extends string>(value: string | undefined, known: readonly [Known, ...Known[]]): Known =>
  known.find((one) => one === value) ?? known[0]

export const readLook = (query: (name: string) => string | undefined): Look => ({
  sample: Math.trunc(Number(query('sample') ?? 0)) || 0,
  scheme: oneOf(query('scheme'), schemes),
  width: oneOf(query('width'), widths),
  part: oneOf(query('part'), parts),
})

export const addressOfMail = (name: string, look: Look): string =>
  withParameters(`/admin/mails/${name}`, { ...look, sample: String(look.sample) })

const labels: Readonly<Record<Scheme | Look['width'] | Look['part'], string>> = {
  light: 'Light',
  dark: 'Dark',
  desktop: 'Desktop',
  phone: 'Phone',
  html: 'HTML',
  text: 'Plain text',
}

type Choice = { label: string; href: string; current: boolean }

/** One of a few ways to look, each a link. */
const Choices = ({ label, choices }: { label: string; choices: readonly Choice[] }) => (
  <nav aria-label={label}>
    <ul class="hairline flex flex-wrap gap-0.5 rounded-field bg-base-100 p-0.5 text-[0.9rem]">
      {choices.map((choice) => (
        <li>
          <a
            class="block rounded-[0.4rem] px-3 py-1 hover:bg-base-200 aria-[current=true]:bg-base-content aria-[current=true]:text-base-100"
            href={choice.href}
            aria-current={choice.current ? 'true' : undefined}
          >
            {choice.label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const frameWidths = { desktop: 'max-w-[44rem]', phone: 'max-w-[390px]' } as const

type Props = { mail: MailPreview; look: Look; to: string }

const Ways = ({ mail, look }: Omit<Props, 'to'>) => {
  const to = (change: Partial<Look>) => addressOfMail(mail.name, { ...look, ...change })
  return (
    <div class="flex flex-wrap gap-3">
      {mail.samples.length > 1 && (
        <Choices
          label="Sample"
          choices={mail.samples.map((label, sample) => ({
            label,
            href: to({ sample }),
            current: sample === look.sample,
          }))}
        />
      )}
      <Choices
        label="Part"
        choices={parts.map((part) => ({ label: labels[part], href: to({ part }), current: part === look.part }))}
      />
      {look.part === 'html' && (
        <>
          <Choices
            label="Colors"
            choices={schemes.map((scheme) => ({
              label: labels[scheme],
              href: to({ scheme }),
              current: scheme === look.scheme,
            }))}
          />
          <Choices
            label="Width"
            choices={widths.map((width) => ({
              label: labels[width],
              href: to({ width }),
              current: width === look.width,
            }))}
          />
        </>
      )}
    </div>
  )
}

/** One mail, as its reader gets it. */
export const MailSheet = ({ mail, look, to }: Props) => (
  <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
    <Breadcrumbs trail={[{ label: 'Emails', href: '/admin/mails' }, { label: mail.title }]} />
    <PageHeading
      size="work"
      title={mail.title}
      actions={
        <ActButton
          action={addressOfMail(mail.name, look).replace('?', '/send?')}
          words="Send this sample to me"
          busy="Sending…"
        />
      }
    >
      {mail.sentWhen} We’ll send the sample to {to}.
    </PageHeading>
    <Ways mail={mail} look={look} />
    <Panel>
      <KeyValue
        facts={[
          { term: 'Subject', detail: mail.subject },
          { term: 'Preview text', detail: mail.preview },
          { term: 'Optional', detail: mail.topic ? `As “${mail.topic}”` : 'No, always sent' },
          { term: 'Size', detail: `${Math.ceil(new TextEncoder().encode(mail.html).length / 1024)} KB of 102 KB` },
        ]}
      />
    </Panel>
    {look.part === 'text' ? (
      <section class="hairline overflow-x-auto rounded-box bg-base-100 p-5" tabindex={0} aria-label="Plain-text email">
        <pre class="font-mono text-sm break-words whitespace-pre-wrap">{mail.text}</pre>
      </section>
    ) : (
      <iframe
        class={`hairline h-[62rem] w-full rounded-box bg-base-100 ${frameWidths[look.width]}`}
        title={`The email “${mail.subject}”`}
        src={addressOfMail(mail.name, look).replace('?', '/html?')}
        sandbox=""
        loading="eager"
      />
    )}
  </div>
)
