-- Beside each table that reads look at, one of the rows that were replaced in it, each with the version that replaced it.
-- It is made from the catalogue, and followed up after every migration, so that a new table has its past without being told.
create function keep_past(present regclass) returns void language plpgsql as $$
declare
  name text := (select relname from pg_class where oid = present);
  past text := name || '_past';
  one record;
begin
  if to_regclass(quote_ident(past)) is null then
    execute format('create table %I (like %s including storage)', past, present);
    for one in select attname from pg_attribute where attrelid = past::regclass and attnum > 0 and attnotnull loop
      execute format('alter table %I alter column %I drop not null', past, one.attname);
    end loop;
    execute format('alter table %I add column until_id bigint not null', past);
    for one in select option_name as option, option_value as value
      from pg_class cross join pg_options_to_table(reloptions) where oid = present and option_name = 'toast_tuple_target' loop
      execute format('alter table %I set (%s = %s)', past, one.option, one.value);
    end loop;
  end if;
  for one in select attname, format_type(atttypid, atttypmod) as type, collname from pg_attribute
    left join pg_collation on pg_collation.oid = attcollation and collname <> 'default'
    where attrelid = present and attnum > 0 and not attisdropped
      and attname not in (select attname from pg_attribute where attrelid = past::regclass) loop
    execute format('alter table %I add column %I %s', past, one.attname, one.type)
      || case when one.collname is null then '' else format(' collate %I', one.collname) end;
  end loop;
  -- By this one, the few rows are found that are older than some position.
  execute format('create index if not exists %I on %s (version_id)', name || '_version_id_index', present);
  -- Its indexes are those of the table; where they are ordered, they also tell between which versions a row stood.
  for one in select format('%s_past_%s', left(name, 48), left(md5(string_agg(attname, ',' order by place)), 8)) as index,
      amname as method, array_agg(attname::text order by place) as columns
    from pg_index join pg_class on pg_class.oid = indexrelid join pg_am on pg_am.oid = relam
    cross join unnest(indkey::int2[]) with ordinality as key (number, place)
    join pg_attribute on attrelid = indrelid and attnum = number
    where indrelid = present group by indexrelid, amname loop
    continue when to_regclass(quote_ident(one.index)) is not null;
    if one.method = 'btree' then
      one.columns := array_remove(array_remove(one.columns, 'version_id'), 'since_id') || array['version_id', 'until_id']
        || array(select attname::text from pg_attribute where attrelid = present and attname = 'since_id');
    end if;
    execute format('create index %I on %I using %s (%s)', one.index, past, one.method,
      (select string_agg(quote_ident(column_name), ', ' order by place) from unnest(one.columns) with ordinality as each (column_name, place)));
  end loop;
end $$;
