CREATE TABLE "postponed_indexes" (
	"name" text PRIMARY KEY NOT NULL,
	"definition" text NOT NULL
);
--> statement-breakpoint
-- A load by an earlier release that was cut off left its tables without these.
INSERT INTO "postponed_indexes"
  SELECT name || '_search_index', format('CREATE INDEX %I ON %I USING gin (search)', name || '_search_index', name)
  FROM unnest(ARRAY['agreements', 'consensus_areas', 'domains', 'measures', 'mechanisms', 'meetings', 'organizations',
    'regions', 'sources']) AS name
  WHERE to_regclass(name || '_search_index') IS NULL;
