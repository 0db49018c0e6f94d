import { Panel } from './panel.tsx'
import { Table, type TableProps } from './table.tsx'

/** A table that fills a sheet of its own. */
export const TablePanel = <Row,>({ title, id, ...table }: TableProps<Row> & { title?: string; id?: string }) => (
  <Panel title={title} id={id} flush>
    <Table {...table} />
  </Panel>
)
