// First of all: what follows asks for things that an old Node has not.
import './check-node.ts'
import { parseArgs } from 'node:util'
import { EmailAddress, makeAdmin, revokeAdmin } from '@lectern/core/identity'
import { connectTable, instantFromDate } from '@lectern/core/platform'

// The first admin cannot be made by an admin: `npm run admin -- add you@example.com`, against the table that TABLE_NAME
// (and DYNAMODB_ENDPOINT, on one's own machine) name, with the rights of the person who runs it.

const usage = 'npm run admin -- add|remove ADDRESS   (TABLE_NAME names the table; DYNAMODB_ENDPOINT a local engine)'

const { positionals } = parseArgs({ allowPositionals: true })
const [verb, address] = positionals
const email = EmailAddress.safeParse(address)
const { TABLE_NAME: name = 'lectern', DYNAMODB_ENDPOINT: endpoint } = process.env
if ((verb !== 'add' && verb !== 'remove') || !email.success) {
  console.error(usage)
  process.exit(2)
}
const table = connectTable(
  name,
  endpoint ? { endpoint, region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : {},
)
const person =
  verb === 'add'
    ? await makeAdmin(table, email.data, instantFromDate(new Date()))
    : await revokeAdmin(table, email.data)
console.log(
  `${person.email} is ${person.admin ? 'now an admin, starting with their next request' : 'no longer an admin'}`,
)
