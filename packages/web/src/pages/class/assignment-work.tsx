import type { Event } from '@lectern/core/catalog'
import { formatInstant } from '@lectern/core/schedule'
import type { SubmissionFile, SubmissionVersion } from '@lectern/core/teaching'
import type { Child } from 'hono/jsx'
import { Badge } from '../../components/badge.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { formatEnding, formatSize } from '../downloads/file-words.ts'
import { Paragraphs } from '../paragraphs.tsx'
import { formatResult } from './assignment-words.ts'

type Props = {
  event: Pick<Event, 'zone'>
  version: SubmissionVersion
  files: readonly SubmissionFile[]
  /** The address of the page, below which files have theirs. */
  address: string
  /** Whose feedback it is, to anyone who reads: "Feedback to you". */
  feedbackTitle: string
}

const FileLine = ({ file, address }: { file: SubmissionFile; address: string }) => (
  <li>
    <TextLink href={`${address}/files/${file.id}`}>{file.filename}</TextLink>{' '}
    <span class="nums text-sm text-muted">
      {formatEnding(file)} · {formatSize(file.bytes)}
    </span>
  </li>
)

const Small = ({ children }: { children: Child }) => <p class="nums text-sm break-words text-muted">{children}</p>

/** One version of someone's work, with what was said of it. */
export const WorkVersion = ({ event, version, files, address, feedbackTitle }: Props) => {
  const own = files.filter(({ id }) => version.files.includes(id))
  const { text, link, feedback } = version
  return (
    <article class="hairline min-w-0 rounded-box bg-base-100 px-5 py-5 md:px-6">
      <div class="flex flex-wrap items-center justify-between gap-2">
        <h3 class="text-lg font-semibold">Version {version.version}</h3>
        {version.late && <Badge dot="ending">After it was due</Badge>}
      </div>
      <Small>Submitted {formatInstant(version.at, event.zone)}</Small>
      {text !== '' && (
        <div class="mt-4">
          <Paragraphs text={text} />
        </div>
      )}
      {link !== undefined && (
        <p class="mt-4">
          <a class="text-link break-all" href={link} rel="noreferrer nofollow">
            {link}
          </a>
        </p>
      )}
      {own.length > 0 && (
        <ul class="mt-4 grid gap-1">
          {own.map((file) => (
            <FileLine file={file} address={address} />
          ))}
        </ul>
      )}
      {feedback && (
        <section
          class="mt-5 border-l-4 border-primary pl-4"
          aria-label={`${feedbackTitle} on version ${version.version}`}
        >
          <p class="flex flex-wrap items-center gap-2">
            <span class="font-medium">{feedbackTitle}</span>
            {feedback.result.by !== 'none' && (
              <Badge dot={feedback.result.by === 'pass' && !feedback.result.passed ? 'ending' : 'success'}>
                {formatResult(feedback.result)}
              </Badge>
            )}
          </p>
          <Small>{formatInstant(feedback.at, event.zone)}</Small>
          {feedback.text !== '' && (
            <div class="mt-2">
              <Paragraphs text={feedback.text} />
            </div>
          )}
        </section>
      )}
    </article>
  )
}
