-- A restart renews the identity of the log and leaves out ten million numbers or more: more than can have been undone
-- unseen, and by chance, for after another restore of the same backup those of the log that is then undone must lie apart.
-- It names the log that it is about, so that of several who notice at once only the first changes anything.
create function restart_log() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head log_head;
begin
  select * into head from log_head for update;
  if head.epoch <> new.epoch then return null; end if;
  new.seq := head.seq;
  new.next_seq := head.seq + 10000000 + floor(random() * 10000000)::bigint;
  update log_head set epoch = gen_random_uuid(), seq = new.next_seq;
  return new;
end $$;
--> statement-breakpoint
create trigger restart before insert on log_restarts for each row execute function restart_log();
--> statement-breakpoint
create trigger append_only before update or delete or truncate on log_restarts for each statement execute function refuse_change();
