import { sql } from 'drizzle-orm'
import { agreementRelations } from '../../../database/link-tables.ts'
import { logHead } from '../../../database/log-tables.ts'
import { agreements } from '../../../database/noun-tables.ts'
import { headRow, headSeq, preparedEach } from '../../../database/rows.ts'
import { nounNamed } from '../../../model/noun-list.ts'
import type { StoredDocument } from '../../../model/record-document.ts'
import type { View } from '../../registry.ts'

const id = sql.placeholder('id')
const most = sql.placeholder('most')

/**
 * The documents that a document is tied to by relations and parts, over whatever number of steps. The steps are made as
 * far as rows of them are asked for, so of a large cluster those nearest to the document are read.
 */
const statement = sql`with recursive tied (id) as (
    select ${id}::text collate "C"
    union
    select near.id from tied cross join lateral (
      (select ${agreementRelations.target} as id from ${agreementRelations} where ${agreementRelations.owner} = tied.id limit ${most})
      union all
      (select ${agreementRelations.owner} from ${agreementRelations} where ${agreementRelations.target} = tied.id limit ${most})
      union all
      (select part.id from ${agreements} part where part.part_of = tied.id limit ${most})
      union all
      select whole.part_of from ${agreements} whole where whole.id = tied.id and whole.part_of is not null
    ) as near
  )
  select ${headSeq}, (
    select coalesce(json_agg(json_build_array(${agreements.id}, ${agreements.versionId}) order by ${agreements.signedFrom}, ${agreements.id}), '[]')
    from ${agreements} where ${agreements.id} in (select id from tied limit ${most})
  ) as chain from ${logHead} head`

interface Row {
  seq: number
  chain: [id: string, versionId: number][]
}

const preparedOn = preparedEach<Row>()

/** The documents of the chain that a document belongs to, itself among them, earliest first, and the log position. */
export async function readChain(
  { db, nouns, readBodies }: View,
  document: string,
  mostDocuments: number,
): Promise<{ seq: number; documents: StoredDocument[] }> {
  const row = headRow(await preparedOn(db, () => statement)({ id: document, most: mostDocuments }))
  const records = row.chain.map(([id, versionId]) => ({ id, versionId }))
  const read = await readBodies(nounNamed(nouns, 'agreements'), records)
  return { seq: row.seq, documents: read.map((body) => JSON.parse(String(body)) as StoredDocument) }
}
