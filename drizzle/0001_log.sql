-- The log: numbered at commit, chained by hash, and closed to every other hand.

insert into log_head default values;
--> statement-breakpoint
alter table log_head add check (one);
--> statement-breakpoint
-- The one row is rewritten by every commit: room in its page keeps the rewriting in place.
alter table log_head set (fillfactor = 10);
--> statement-breakpoint
-- A page of records is read whole and sent as it is: compression would only cost.
alter table versions alter column content set storage external;
--> statement-breakpoint
alter table versions set (toast_tuple_target = 8160);
--> statement-breakpoint
alter table former_ids add foreign key (noun, id) references records (noun, id) deferrable initially deferred;
--> statement-breakpoint
-- A head is made, and then moved on by the same transaction: room in its page keeps its place in the index.
alter table records set (fillfactor = 50);
--> statement-breakpoint
-- Search walks rows: what it looks at stays in the row up to half a page, uncompressed.
alter table agreements set (toast_tuple_target = 4080);
--> statement-breakpoint
alter table agreements alter column search set storage external;
--> statement-breakpoint
alter table agreements alter column names set storage external;
--> statement-breakpoint
alter table agreements alter column words set storage external;
--> statement-breakpoint
alter table projection_rules add check (one);
--> statement-breakpoint
insert into projection_rules (rules) values (0);
--> statement-breakpoint
-- Records of one batch may refer to each other in any order, so references are checked at commit.
do $$
declare c record;
begin
  for c in select conname, conrelid::regclass as owner from pg_constraint where contype = 'f' and not condeferrable loop
    execute format('alter table %s alter constraint %I deferrable initially deferred', c.owner, c.conname);
  end loop;
end $$;
--> statement-breakpoint
-- An instant as the registry prints it: UTC, to the microsecond.
create function wire_instant(at timestamptz) returns text language sql stable parallel safe
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
--> statement-breakpoint
-- Runs inside COMMIT, once a revision. The row lock on log_head is held until the commit is visible, so nobody can
-- be given the next number before this one can be read: seq is dense and in commit order. The instant is given there, too,
-- and is later than the one before whatever the clock says.
create function seal() returns trigger language plpgsql as $$
declare
  head log_head;
  amount int;
  said text;
  author text;
  sealed_at timestamptz;
  lowest bigint;
  highest bigint;
  flight int8range;
begin
  -- Lowest and highest are asked for beside the others: alone, they are looked for from both ends of the whole table.
  select count(*), min(version_id), max(version_id),
      encode(sha256(convert_to(string_agg(concat_ws(' ', noun, id, version, op, kind, encode(sha256, 'hex'),
      wire_instant(origin_at)), E'\n' order by version_id), 'UTF8')), 'hex')
    into amount, lowest, highest, said from versions where tx = new.tx;
  if amount = 0 then
    raise exception 'revision % holds no version', new.tx using errcode = 'integrity_constraint_violation';
  end if;
  author := concat_ws(E'\n', coalesce(to_json(new.edition)::text, 'null'), to_json(new.actor),
    coalesce(to_json(new.reason)::text, 'null'), coalesce(to_json(new.request_id)::text, 'null'));
  select * into head from log_head for update;
  sealed_at := greatest(clock_timestamp(), head.last_at + interval '1 microsecond');
  -- Ids are given before the lock is taken: some of this revision may be lower than some that are sealed. At the positions
  -- since then, whoever reads the past by the highest id must leave these out.
  if lowest < head.top_version then
    select int8range(first_seq, head.seq + amount) into flight
      from revisions where top_version > lowest order by top_version, rev limit 1;
  end if;
  head.top_version := greatest(head.top_version, highest);
  head.chain := sha256(convert_to(concat_ws(E'\n', encode(head.chain, 'hex'), head.rev + 1, head.seq + 1, head.seq + amount,
    wire_instant(sealed_at), said, author), 'UTF8'));
  insert into changes (seq, rev, version_id, noun, id, version, op, kind, at)
    select head.seq + row_number() over (order by version_id), head.rev + 1, version_id, noun, id, version, op, kind,
      coalesce(origin_at, sealed_at)
    from versions where tx = new.tx;
  update revisions
    set rev = head.rev + 1, committed_at = sealed_at, first_seq = head.seq + 1, last_seq = head.seq + amount, chain = head.chain,
      top_version = head.top_version, in_flight = flight
    where tx = new.tx;
  update log_head set seq = head.seq + amount, rev = head.rev + 1, chain = head.chain, last_at = sealed_at, top_version = head.top_version;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger seal after insert on revisions
  deferrable initially deferred for each row execute function seal();
--> statement-breakpoint
-- Whatever is not the seal (which runs one trigger deeper) may add revisions and versions, and change nothing.
create function refuse_change() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() > 1 then return null; end if;
  raise exception 'the log is append-only: % on % is refused', lower(tg_op), tg_table_name using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger append_only before update or delete or truncate on versions for each statement execute function refuse_change();
--> statement-breakpoint
create trigger append_only before update or delete or truncate on revisions for each statement execute function refuse_change();
--> statement-breakpoint
create trigger append_only before insert or update or delete or truncate on changes for each statement execute function refuse_change();
--> statement-breakpoint
create trigger append_only before insert or update or delete or truncate on log_head for each statement execute function refuse_change();
--> statement-breakpoint
-- A version belongs to a revision of the same transaction: one that is sealed already takes no more.
create function refuse_late_version() returns trigger language plpgsql as $$
begin
  if exists (select from fresh join revisions using (tx) where rev is not null) then
    raise exception 'the revision is sealed: it takes no more versions' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger not_sealed after insert on versions
  referencing new table as fresh for each statement execute function refuse_late_version();
