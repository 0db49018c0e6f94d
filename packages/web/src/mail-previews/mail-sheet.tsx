import type { MailPreview } from '@lectern/core/mail'
import { ActButton } from '../components/act-button.tsx'
import { withParameters } from '../components/address.ts'
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
  html: 'Design',
  text: 'Plain text',
}

type Choice = { label: string; href: string; current: boolean }

/** One of a few ways to look, each a link. */
const Choices = ({ label, choices }: { label: string; choices: readonly Choice[] }) => (
  <nav class="pills" aria-label={label}>
    {choices.map((choice) => (
      <a class="chip" href={choice.href} aria-current={choice.current ? 'true' : undefined}>
        {choice.label}
      </a>
    ))}
  </nav>
)

type Props = { mail: MailPreview; look: Look }

const Ways = ({ mail, look }: Props) => {
  const to = (change: Partial<Look>) => addressOfMail(mail.name, { ...look, ...change })
  return (
    <div class="mail-ways">
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

/** Sends the sample that is looked at. */
export const SendToMe = ({ mail, look, to }: Props & { to: string }) => (
  <ActButton
    action={addressOfMail(mail.name, look).replace('?', '/send?')}
    words="Send me a test"
    about={`: “${mail.title}”, to ${to}`}
    busy="Sending…"
  />
)

/** What an inbox shows of the mail, when it's sent, and whether people can turn it off. */
const Bar = ({ mail }: { mail: MailPreview }) => (
  <div class="frame-bar">
    <h2>
      <span class="sr-only">Subject: </span>
      {mail.subject}
    </h2>
    <p class="muted">{mail.preview}</p>
    <p class="muted">
      From {mail.organizer}. {mail.sentWhen}{' '}
      {mail.topic ? `People can turn it off as “${mail.topic}”.` : 'Can’t be turned off.'}
    </p>
    <p class="muted">
      {Math.ceil(new TextEncoder().encode(mail.html).length / 1024)} KB. Gmail cuts off what’s longer than 102 KB.
    </p>
  </div>
)

/** One mail, as its reader gets it. */
export const MailSheet = ({ mail, look }: Props) => (
  <div class="mail-sheet">
    <Ways mail={mail} look={look} />
    <section class={`frame-mail frame-${look.width}`} aria-label={mail.title}>
      <Bar mail={mail} />
      {look.part === 'text' ? (
        <pre tabindex={0}>{mail.text}</pre>
      ) : (
        <iframe
          class={`frame-${look.scheme}`}
          title={`The email “${mail.subject}”`}
          src={addressOfMail(mail.name, look).replace('?', '/html?')}
          sandbox=""
          loading="eager"
        />
      )}
    </section>
  </div>
)
