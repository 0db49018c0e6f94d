import { withParameters } from '../components/address.ts'
import { ButtonLink } from '../components/button.tsx'

/** Leads from a list to its file: the same address, filters and all. */
export const DownloadLink = ({ address }: { address: string }) => (
  <ButtonLink size="small" href={withParameters(address, { format: 'csv', done: undefined })} download>
    Download as CSV
  </ButtonLink>
)
