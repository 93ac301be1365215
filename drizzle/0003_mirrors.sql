CREATE TABLE "mirrors" (
	"origin" text PRIMARY KEY NOT NULL,
	"cursor" text NOT NULL
);
