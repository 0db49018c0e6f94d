import { type Event, sessionsOf } from '@lectern/core/catalog'
import { newestVersions, type SessionMaterial } from '@lectern/core/materials'
import { type Instant, instantOf } from '@lectern/core/platform'
import { formatZone, sortSessions } from '@lectern/core/schedule'
import type { Assignment } from '@lectern/core/teaching'
import { Checkbox, RadioGroup } from '../../components/choice.tsx'
import { FieldError, FieldHint } from '../../components/field.tsx'
import { Panel } from '../../components/panel.tsx'
import { Select } from '../../components/select.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { type Errors, errorAt } from '../../forms/errors.ts'
import { type Typed, typedFrom } from '../../forms/typed.ts'
import { sessionTitle } from '../class/class-words.ts'
import { formatSession } from '../event-words.ts'

/** An assignment as its form shows it; a new one begins empty. */
export const typedOfAssignment = (assignment?: Assignment): Typed =>
  typedFrom(
    assignment === undefined
      ? [
          ['late', 'refused'],
          ['marking', 'pass'],
        ]
      : [
          ['title', assignment.title],
          ['instructions', assignment.instructions],
          ['session', assignment.session ?? ''],
          ['due', assignment.due],
          ['late', assignment.late],
          ['lateUntil', assignment.lateUntil ?? ''],
          ['marking', assignment.marking.by],
          ['outOf', assignment.marking.by === 'points' ? String(assignment.marking.outOf) : ''],
          ...assignment.materials.map((id): [string, string] => ['materials', id]),
          ['revision', String(assignment.revision)],
        ],
  )

/** What was typed, in the shape that the schemas take. @param absent  stands for what was left empty */
export const readAssignment = (typed: Typed, absent: null | undefined): Record<string, unknown> => {
  const by = typed.text('marking')
  const outOf = typed.text('outOf')
  return {
    title: typed.text('title'),
    instructions: typed.text('instructions'),
    session: typed.text('session') || absent,
    materials: typed.all('materials'),
    due: typed.text('due'),
    late: typed.text('late'),
    lateUntil: typed.text('lateUntil') || absent,
    marking: by === 'points' ? { by, outOf: outOf === '' ? undefined : Number(outOf) } : { by },
  }
}

/** The field that shows what is wrong at a path of the schemas. */
export const assignmentField = (path: string): string => {
  const [first = '', second] = path.split('.')
  return second === 'outOf' ? 'outOf' : first
}

type Props = {
  event: Event
  materials: readonly SessionMaterial[]
  typed: Typed
  errors: Errors
  action: string
  /** Whether those who attend see it already. */
  published: boolean
  now: Instant
}

const Materials = ({
  materials,
  typed,
  error,
}: Pick<Props, 'typed'> & { materials: readonly SessionMaterial[]; error?: string | undefined }) => (
  <fieldset class="grid gap-1.5" id="field-materials">
    <legend class="mb-1.5 font-medium">
      Attachments <span class="font-normal text-muted">(optional)</span>
    </legend>
    <FieldHint id="field-materials" hint="Recordings and handouts from this event. Attendees see the newest version." />
    <FieldError id="field-materials" error={error} />
    {materials.map(({ id, title }) => (
      <Checkbox
        name="materials"
        id={`field-materials-${id}`}
        label={title}
        value={id}
        checked={typed.all('materials').includes(id)}
      />
    ))}
  </fieldset>
)

/** Where an assignment is written and changed. */
export const AssignmentForm = ({ event, materials, typed, errors, action, published, now }: Props) => {
  const text = (name: string) => ({ name, value: typed.text(name) })
  const chosen = typed.all('materials')
  const newest = newestVersions(materials)
  // An older version that was chosen before stays a choice.
  const offered = [
    ...newest,
    ...materials.filter(({ id }) => chosen.includes(id) && !newest.some((one) => one.id === id)),
  ]
  const zone = formatZone(
    event.zone,
    typed.text('due') === '' || errors.has('due') ? now : instantOf(typed.text('due'), event.zone),
  )
  return (
    <Panel>
      <form class="grid gap-6" method="post" action={action}>
        <input type="hidden" name="revision" value={typed.text('revision')} />
        <TextInput label="Title" maxlength={160} {...text('title')} />
        <TextArea
          label="Instructions"
          optional
          rows={8}
          maxlength={10_000}
          hint="What to do, and what you look for. Leave a blank line between paragraphs."
          {...text('instructions')}
        />
        <div class="grid gap-6 sm:grid-cols-2">
          <TextInput label={`Due, ${zone} time`} type="datetime-local" {...text('due')} />
          <Select
            label="Session"
            optional
            prompt="The whole event"
            options={sortSessions(sessionsOf(event)).map((session) => ({
              value: session.id,
              label: `${sessionTitle(event, session)} (${formatSession(session, now)})`,
            }))}
            {...text('session')}
          />
        </div>
        <div class="grid gap-6 sm:grid-cols-2">
          <RadioGroup
            label="Late work"
            options={[
              { value: 'refused', label: 'Not accepted' },
              { value: 'allowed', label: 'Accepted and marked late' },
            ]}
            {...text('late')}
          />
          <TextInput
            label={`Accept late work until, ${zone} time`}
            optional
            hint="Leave blank for no limit"
            type="datetime-local"
            {...text('lateUntil')}
          />
        </div>
        <div class="grid gap-6 sm:grid-cols-2">
          <RadioGroup
            label="Grading"
            options={[
              { value: 'pass', label: 'Pass or not yet', hint: '“Not yet” asks for another version.' },
              { value: 'points', label: 'Points' },
              { value: 'none', label: 'Feedback only' },
            ]}
            {...text('marking')}
          />
          <TextInput
            label="Maximum points"
            optional
            hint="If you grade with points"
            inputmode="numeric"
            {...text('outOf')}
          />
        </div>
        {offered.length > 0 && <Materials materials={offered} typed={typed} error={errorAt('materials')} />}
        <div class="flex flex-wrap gap-3">
          {published ? (
            <SubmitButton>Save changes</SubmitButton>
          ) : (
            <>
              <SubmitButton name="publish" value="yes">
                Publish
              </SubmitButton>
              <SubmitButton look="plain">Save as draft</SubmitButton>
            </>
          )}
        </div>
      </form>
    </Panel>
  )
}
