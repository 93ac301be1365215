import { sql } from 'drizzle-orm'
import type { Database } from '../database/connect.ts'
import { changes, editions, logHead, revisions, versions } from '../database/log-tables.ts'
import { rows } from '../database/rows.ts'
import { positionOfEdition } from './edition-position.ts'

// The log has marks that follow from the rest of it and that no chain holds: the highest version id by each revision, the
// positions at which one was in flight, the first version of each record, the members that a version changed, and where editions stand.

export const mostTold = 100

/** Compares the marks of the log with those that its changes make. */
export async function verifyMarks(db: Database, tell: (fault: string) => void): Promise<void> {
  for (const { rev } of await strayMarks(db))
    tell(`revision ${rev}: its highest version id or its time in flight is not that of its versions`)
  if (await isHeadStray(db)) tell('the head of the log has another highest version id or another instant than the log')
  for (const { leaf } of await strayRecordIds(db)) tell(`${leaf}: is of another record than the version before`)
  for (const { leaf } of await strayFields(db)) tell(`${leaf}: did not change the fields that it names`)
  for (const { leaf } of await strayOrigins(db)) tell(`${leaf}: its instants are not those of an origin`)
  for (const { name } of await strayEditions(db)) tell(`edition ${name}: stands nowhere in the log`)
}

/** As the seal makes them: ids are given before it takes its lock, so a revision may have lower ones than those before it. */
function strayMarks(db: Database): Promise<{ rev: number }[]> {
  return rows(
    db,
    sql`with held as (
      select rev, min(version_id) as lowest, max(version_id) as highest from ${changes} group by rev
    ), marked as (
      select revisions.*, lowest, max(highest) over (order by rev) as top,
        max(highest) over (order by rev rows between unbounded preceding and 1 preceding) as top_before
      from ${revisions} join held using (rev)
    )
    select rev::float8 as rev from marked
    where top_version is distinct from top or in_flight is distinct from case when lowest < top_before then int8range((
      select higher.first_seq from ${revisions} higher where higher.top_version > marked.lowest
      order by higher.top_version, higher.rev limit 1
    ), last_seq) end
    order by rev limit ${mostTold}`,
  )
}

async function isHeadStray(db: Database): Promise<boolean> {
  const [head] = await rows<{ isStray: boolean }>(
    db,
    sql`select (top_version, last_at) is distinct from (
      coalesce((select max(version_id) from ${changes}), 0), coalesce((select max(committed_at) from ${revisions}), 'epoch')
    ) as "isStray" from ${logHead}`,
  )
  return head?.isStray ?? true
}

/**
 * A version is of the record that the one before it under its id is of. A renamed record goes on under an id that is new,
 * and the deletion under its old one, in the same revision, begins a record of its own.
 */
function strayRecordIds(db: Database): Promise<{ leaf: string }[]> {
  return rows(
    db,
    sql`with placed as (
      select seq, rev, changes.noun, changes.id, changes.version, changes.op, version_id, record_id,
        lag(record_id) over (partition by changes.noun, changes.id order by seq) as before
      from ${changes} join ${versions} using (version_id)
    ), other as (
      select * from placed where record_id <> coalesce(before, version_id)
    )
    select concat_ws(' ', noun, id, version) as leaf from other one where not exists (
      select from other renamed join other gone using (rev, noun)
      where renamed.op = 'create' and renamed.before is null and gone.op = 'delete' and gone.record_id = gone.version_id
        and gone.before = renamed.record_id and one.version_id in (renamed.version_id, gone.version_id)
    )
    order by seq limit ${mostTold}`,
  )
}

/**
 * A version names the members that differ from what stood before it: under its id, before a deletion if there was one, or for a
 * renamed record under its old id. The first of a record and a deletion name none.
 */
function strayFields(db: Database): Promise<{ leaf: string }[]> {
  return rows(
    db,
    sql`with placed as (
      select seq, version_id, noun, id, version, op, lag(version_id) over history as last_id,
        case when lag(op) over history = 'delete' then lag(version) over history - 1 end as earlier_version
      from ${changes} window history as (partition by noun, id order by seq)
    )
    select concat_ws(' ', placed.noun, placed.id, placed.version) as leaf
    from placed join ${versions} own using (version_id)
    left join ${versions} last on last.version_id = last_id
    left join ${versions} earlier on earlier.noun = placed.noun and earlier.id = placed.id and earlier.version = earlier_version
    cross join lateral (select case
      when placed.op = 'delete' then null
      when last_id is not null then coalesce(earlier.content, last.content)
      when own.record_id <> own.version_id then (
        select content from ${versions} former join ${changes} using (version_id)
        where former.record_id = own.record_id and changes.seq < placed.seq order by changes.seq desc limit 1
      )
    end as content) before
    cross join lateral (
      select coalesce(array_agg(key), '{}') as fields
      from json_each(own.content::json) is_now full join json_each(before.content::json) was using (key)
      where before.content is not null and is_now.value::text is distinct from was.value::text
    ) differing
    where not (own.fields <@ differing.fields and own.fields @> differing.fields)
    order by placed.seq limit ${mostTold}`,
  )
}

/** A version that was taken over has the instants of its origin, for itself and for the record's first version. */
function strayOrigins(db: Database): Promise<{ leaf: string }[]> {
  return rows(
    db,
    sql`select concat_ws(' ', noun, id, version) as leaf from ${versions}
    where (origin_at is null) <> (origin_created_at is null) or origin_created_at > origin_at
    order by version_id limit ${mostTold}`,
  )
}

function strayEditions(db: Database): Promise<{ name: string }[]> {
  return rows(
    db,
    sql`select name from ${editions} cross join ${logHead} head
    where not coalesce(${positionOfEdition} between 0 and head.seq, origin_at is not null)
    order by name limit ${mostTold}`,
  )
}
