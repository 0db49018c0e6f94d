import { catalogTopics } from '../catalog/index.ts'
import { doorTopics } from '../door/index.ts'
import { identityTopics } from '../identity/index.ts'
import { addressUnsuppressed } from '../mail/index.ts'
import { materialsTopics } from '../materials/index.ts'
import { membershipTopics } from '../membership/index.ts'
import { pricingTopics } from '../pricing/index.ts'
import { registrationTopics } from '../registration/index.ts'
import { remindersTopics } from '../reminders/index.ts'
import { rosterMailTopics } from '../roster-mail/index.ts'
import { teachingTopics } from '../teaching/index.ts'
import * as ownTopics from './topics.ts'

/** The topics of every subject that announces something. What is missing here has nobody to act on it. */
export const allTopics = {
  ...{ ...identityTopics, addressUnsuppressed, ...catalogTopics, ...membershipTopics, ...pricingTopics },
  ...{
    ...registrationTopics,
    ...doorTopics,
    ...materialsTopics,
    ...teachingTopics,
    ...remindersTopics,
    ...rosterMailTopics,
  },
  ...ownTopics,
}

const byName = new Map(Object.values(allTopics).map(({ name, label }) => [name, label]))

/** What a row of the outbox does, for an admin; a row of a topic that is gone since shows its name. */
export const topicLabel = (name: string): string => byName.get(name) ?? name
