DROP INDEX "agreement_areas_target_on_date_owner_version_id_index";--> statement-breakpoint
DROP INDEX "agreement_domains_target_on_date_owner_version_id_index";--> statement-breakpoint
DROP INDEX "agreement_parties_target_on_date_owner_version_id_index";--> statement-breakpoint
DROP INDEX "agreement_relations_target_on_date_owner_version_id_index";--> statement-breakpoint
DROP INDEX "agreement_signatories_target_on_date_owner_version_id_index";--> statement-breakpoint
DROP INDEX "area_domains_target_on_date_owner_version_id_index";--> statement-breakpoint
DROP INDEX "measure_domains_target_on_date_owner_version_id_index";--> statement-breakpoint
DROP INDEX "measure_organizations_target_on_date_owner_version_id_index";--> statement-breakpoint
DROP INDEX "measure_regions_target_on_date_owner_version_id_index";--> statement-breakpoint
DROP INDEX "mechanism_leads_target_on_date_owner_version_id_index";--> statement-breakpoint
DROP INDEX "mechanism_parties_target_on_date_owner_version_id_index";--> statement-breakpoint
DROP INDEX "meeting_domains_target_on_date_owner_version_id_index";--> statement-breakpoint
DROP INDEX "meeting_parties_target_on_date_owner_version_id_index";--> statement-breakpoint
DROP INDEX "organization_covers_target_on_date_owner_version_id_index";--> statement-breakpoint
DROP INDEX "region_members_target_on_date_owner_version_id_index";--> statement-breakpoint
ALTER TABLE "agreement_areas" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "agreement_domains" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "agreement_parties" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "agreement_relations" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "agreement_signatories" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "area_domains" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "citations" ADD COLUMN "version_id" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "measure_domains" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "measure_organizations" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "measure_regions" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "mechanism_leads" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "mechanism_parties" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "meeting_domains" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "meeting_parties" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "organization_covers" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "region_members" ADD COLUMN "since_id" bigint;--> statement-breakpoint
ALTER TABLE "log_head" ADD COLUMN "top_version" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "revisions" ADD COLUMN "top_version" bigint;--> statement-breakpoint
ALTER TABLE "revisions" ADD COLUMN "in_flight" "int8range";--> statement-breakpoint
CREATE INDEX "agreement_areas_target_on_date_owner_version_id_since_id_index" ON "agreement_areas" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "agreement_domains_target_on_date_owner_version_id_since_id_index" ON "agreement_domains" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "agreement_parties_target_on_date_owner_version_id_since_id_index" ON "agreement_parties" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "agreement_relations_target_on_date_owner_version_id_since_id_index" ON "agreement_relations" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "agreement_signatories_target_on_date_owner_version_id_since_id_index" ON "agreement_signatories" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "area_domains_target_on_date_owner_version_id_since_id_index" ON "area_domains" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "measure_domains_target_on_date_owner_version_id_since_id_index" ON "measure_domains" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "measure_organizations_target_on_date_owner_version_id_since_id_index" ON "measure_organizations" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "measure_regions_target_on_date_owner_version_id_since_id_index" ON "measure_regions" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "mechanism_leads_target_on_date_owner_version_id_since_id_index" ON "mechanism_leads" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "mechanism_parties_target_on_date_owner_version_id_since_id_index" ON "mechanism_parties" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "meeting_domains_target_on_date_owner_version_id_since_id_index" ON "meeting_domains" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "meeting_parties_target_on_date_owner_version_id_since_id_index" ON "meeting_parties" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "organization_covers_target_on_date_owner_version_id_since_id_index" ON "organization_covers" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "region_members_target_on_date_owner_version_id_since_id_index" ON "region_members" USING btree ("target","on_date","owner","version_id","since_id");--> statement-breakpoint
CREATE INDEX "revisions_top_version_index" ON "revisions" USING btree ("top_version");--> statement-breakpoint
CREATE INDEX "revisions_in_flight_index" ON "revisions" USING gist ("in_flight") WHERE "revisions"."in_flight" is not null;--> statement-breakpoint
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
      || coalesce(format(' collate %I', one.collname), '');
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
