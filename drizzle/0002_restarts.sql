CREATE TABLE "log_restarts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "log_restarts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp(6) with time zone DEFAULT now() NOT NULL,
	"reason" text NOT NULL,
	"epoch" uuid NOT NULL,
	"seq" bigint,
	"next_seq" bigint
);
--> statement-breakpoint
CREATE TABLE "log_place" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"place" text NOT NULL
);
--> statement-breakpoint
-- A restart renews the identity of the log and leaves out ten million numbers: more than can have been undone unseen.
-- It names the log that it is about, so that of several who notice at once only the first changes anything.
create function restart_log() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head log_head;
begin
  select * into head from log_head for update;
  if head.epoch <> new.epoch then return null; end if;
  new.seq := head.seq;
  new.next_seq := head.seq + 10000000;
  update log_head set epoch = gen_random_uuid(), seq = new.next_seq;
  return new;
end $$;
--> statement-breakpoint
create trigger restart before insert on log_restarts for each row execute function restart_log();
--> statement-breakpoint
create trigger append_only before update or delete or truncate on log_restarts for each statement execute function refuse_change();
