CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"tx" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"actor" text NOT NULL,
	"door" text NOT NULL,
	"task" uuid,
	"kind" text NOT NULL,
	"record" uuid NOT NULL,
	"action" text NOT NULL,
	"row" jsonb,
	"salt" "bytea",
	"digest" "bytea" NOT NULL,
	"place" bigint,
	"chain" "bytea"
);
--> statement-breakpoint
CREATE TABLE "interests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"opportunity" uuid,
	"name" text,
	"organisation" text,
	"email" text,
	"language" text,
	"message" text,
	"status" text,
	"account" text,
	"reference" text,
	"sender" text,
	"source" uuid,
	"source_place" text,
	"notes" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"language" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "onces" (
	"key" text PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "opportunities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text,
	"title" jsonb,
	"status" text,
	"organisation" uuid,
	"country" text,
	"summary" jsonb,
	"description" jsonb,
	"advantages" jsonb,
	"expertise" jsonb,
	"partner" jsonb,
	"stage" integer,
	"stage_evidence" text,
	"protection" text,
	"protection_references" text[],
	"codes" text[],
	"partners" text[],
	"countries" text[],
	"published" text,
	"published_first" date GENERATED ALWAYS AS (day_first("published")) STORED,
	"published_last" date GENERATED ALWAYS AS (day_last("published")) STORED,
	"expires" text,
	"expires_first" date GENERATED ALWAYS AS (day_first("expires")) STORED,
	"expires_last" date GENERATED ALWAYS AS (day_last("expires")) STORED,
	"url" text,
	"picture" jsonb,
	"attachment" jsonb,
	"contact" text,
	"original" jsonb,
	"flags" text[],
	"language_detected" boolean,
	"submitted_at" timestamp with time zone,
	"extended" boolean,
	"reference" text,
	"sender" text,
	"source" uuid,
	"source_place" text,
	"notes" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" jsonb,
	"form" text,
	"status" text,
	"country" text,
	"city" text,
	"place" uuid,
	"summary" jsonb,
	"description" jsonb,
	"website" text,
	"logo" jsonb,
	"founded" text,
	"founded_first" date GENERATED ALWAYS AS (day_first("founded")) STORED,
	"founded_last" date GENERATED ALWAYS AS (day_last("founded")) STORED,
	"employees" integer,
	"codes" text[],
	"ror" text,
	"lei" text,
	"uscc" text,
	"contact" text,
	"reference" text,
	"sender" text,
	"source" uuid,
	"source_place" text,
	"notes" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"organisation" uuid,
	"role" text,
	"country" text,
	"languages" text[],
	"orcid" text,
	"email" text,
	"phone" text,
	"consent" boolean,
	"consented" text,
	"consented_first" date GENERATED ALWAYS AS (day_first("consented")) STORED,
	"consented_last" date GENERATED ALWAYS AS (day_last("consented")) STORED,
	"reference" text,
	"sender" text,
	"source" uuid,
	"source_place" text,
	"notes" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "places" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" jsonb,
	"form" text,
	"parent" uuid,
	"country" text,
	"latitude" double precision,
	"longitude" double precision,
	"reference" text,
	"sender" text,
	"source" uuid,
	"source_place" text,
	"notes" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "presences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation" uuid,
	"place" uuid,
	"form" text,
	"address" text,
	"from" text,
	"from_first" date GENERATED ALWAYS AS (day_first("from")) STORED,
	"from_last" date GENERATED ALWAYS AS (day_last("from")) STORED,
	"to" text,
	"to_first" date GENERATED ALWAYS AS (day_first("to")) STORED,
	"to_last" date GENERATED ALWAYS AS (day_last("to")) STORED,
	"reference" text,
	"sender" text,
	"source" uuid,
	"source_place" text,
	"notes" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "relations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation" uuid,
	"form" text,
	"other" uuid,
	"person" uuid,
	"remark" text,
	"from" text,
	"from_first" date GENERATED ALWAYS AS (day_first("from")) STORED,
	"from_last" date GENERATED ALWAYS AS (day_last("from")) STORED,
	"to" text,
	"to_first" date GENERATED ALWAYS AS (day_first("to")) STORED,
	"to_last" date GENERATED ALWAYS AS (day_last("to")) STORED,
	"reference" text,
	"sender" text,
	"source" uuid,
	"source_place" text,
	"notes" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"opportunity" uuid,
	"verdict" text,
	"reasons" text[],
	"note" text,
	"reviewer" text,
	"reference" text,
	"sender" text,
	"source" uuid,
	"source_place" text,
	"notes" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" jsonb,
	"form" text,
	"publisher" text,
	"url" text,
	"published" text,
	"published_first" date GENERATED ALWAYS AS (day_first("published")) STORED,
	"published_last" date GENERATED ALWAYS AS (day_last("published")) STORED,
	"retrieved" text,
	"retrieved_first" date GENERATED ALWAYS AS (day_first("retrieved")) STORED,
	"retrieved_last" date GENERATED ALWAYS AS (day_last("retrieved")) STORED,
	"licence" text,
	"sample" boolean,
	"reference" text,
	"sender" text,
	"source" uuid,
	"source_place" text,
	"notes" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"form" text NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"done" bigint DEFAULT 0 NOT NULL,
	"total" bigint,
	"input" jsonb NOT NULL,
	"result" jsonb,
	"error" text,
	"cancel" boolean DEFAULT false NOT NULL,
	"actor" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text DEFAULT 'member' NOT NULL,
	"organisation" uuid,
	"language" text DEFAULT 'en' NOT NULL,
	"disabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interests" ADD CONSTRAINT "interests_opportunity_opportunities_id_fk" FOREIGN KEY ("opportunity") REFERENCES "public"."opportunities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interests" ADD CONSTRAINT "interests_source_sources_id_fk" FOREIGN KEY ("source") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_organisation_organisations_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_source_sources_id_fk" FOREIGN KEY ("source") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_place_places_id_fk" FOREIGN KEY ("place") REFERENCES "public"."places"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_source_sources_id_fk" FOREIGN KEY ("source") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_organisation_organisations_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_source_sources_id_fk" FOREIGN KEY ("source") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_parent_places_id_fk" FOREIGN KEY ("parent") REFERENCES "public"."places"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_source_sources_id_fk" FOREIGN KEY ("source") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presences" ADD CONSTRAINT "presences_organisation_organisations_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presences" ADD CONSTRAINT "presences_place_places_id_fk" FOREIGN KEY ("place") REFERENCES "public"."places"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presences" ADD CONSTRAINT "presences_source_sources_id_fk" FOREIGN KEY ("source") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relations" ADD CONSTRAINT "relations_organisation_organisations_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relations" ADD CONSTRAINT "relations_other_organisations_id_fk" FOREIGN KEY ("other") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relations" ADD CONSTRAINT "relations_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relations" ADD CONSTRAINT "relations_source_sources_id_fk" FOREIGN KEY ("source") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_opportunity_opportunities_id_fk" FOREIGN KEY ("opportunity") REFERENCES "public"."opportunities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_source_sources_id_fk" FOREIGN KEY ("source") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_source_sources_id_fk" FOREIGN KEY ("source") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_user" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "changes_record" ON "changes" USING btree ("kind","record","seq");--> statement-breakpoint
CREATE INDEX "changes_task" ON "changes" USING btree ("task") WHERE task is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "changes_place" ON "changes" USING btree ("place");--> statement-breakpoint
CREATE INDEX "changes_unsealed" ON "changes" USING btree ("tx","seq") WHERE place is null;--> statement-breakpoint
CREATE INDEX "changes_tx" ON "changes" USING btree ("tx");--> statement-breakpoint
CREATE INDEX "interests_created_at_sort" ON "interests" USING btree (coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "interests_updated_at_sort" ON "interests" USING btree (coalesce("updated_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "interests_opportunity" ON "interests" USING btree ("opportunity");--> statement-breakpoint
CREATE INDEX "interests_status_paging" ON "interests" USING btree ("status",coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "interests_source" ON "interests" USING btree ("source");--> statement-breakpoint
CREATE UNIQUE INDEX "interests_identity" ON "interests" USING btree ("sender","reference") WHERE sender is not null and reference is not null;--> statement-breakpoint
CREATE INDEX "letters_created" ON "letters" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "letters_due" ON "letters" USING btree ("due_at") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "opportunities_published_sort" ON "opportunities" USING btree (coalesce("published_first", '0001-01-01'::date),"id");--> statement-breakpoint
CREATE INDEX "opportunities_title_en_sort" ON "opportunities" USING btree (coalesce(words_text("title", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "opportunities_title_zh_sort" ON "opportunities" USING btree (coalesce(words_text("title", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "opportunities_expires_sort" ON "opportunities" USING btree (coalesce("expires_first", '0001-01-01'::date),"id");--> statement-breakpoint
CREATE INDEX "opportunities_stage_sort" ON "opportunities" USING btree (coalesce("stage", -2147483648),"id");--> statement-breakpoint
CREATE INDEX "opportunities_submitted_at_sort" ON "opportunities" USING btree (coalesce("submitted_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "opportunities_created_at_sort" ON "opportunities" USING btree (coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "opportunities_updated_at_sort" ON "opportunities" USING btree (coalesce("updated_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "opportunities_kind_paging" ON "opportunities" USING btree ("kind",coalesce("published_first", '0001-01-01'::date),"id");--> statement-breakpoint
CREATE INDEX "opportunities_status_paging" ON "opportunities" USING btree ("status",coalesce("published_first", '0001-01-01'::date),"id");--> statement-breakpoint
CREATE INDEX "opportunities_organisation" ON "opportunities" USING btree ("organisation");--> statement-breakpoint
CREATE INDEX "opportunities_country_paging" ON "opportunities" USING btree ("country",coalesce("published_first", '0001-01-01'::date),"id");--> statement-breakpoint
CREATE INDEX "opportunities_protection_paging" ON "opportunities" USING btree ("protection",coalesce("published_first", '0001-01-01'::date),"id");--> statement-breakpoint
CREATE INDEX "opportunities_codes" ON "opportunities" USING gin ("codes");--> statement-breakpoint
CREATE INDEX "opportunities_partners" ON "opportunities" USING gin ("partners");--> statement-breakpoint
CREATE INDEX "opportunities_picture_file" ON "opportunities" USING btree (("picture" ->> 'sha256'));--> statement-breakpoint
CREATE INDEX "opportunities_attachment_file" ON "opportunities" USING btree (("attachment" ->> 'sha256'));--> statement-breakpoint
CREATE INDEX "opportunities_source" ON "opportunities" USING btree ("source");--> statement-breakpoint
CREATE UNIQUE INDEX "opportunities_identity" ON "opportunities" USING btree ("sender","reference") WHERE sender is not null and reference is not null;--> statement-breakpoint
CREATE INDEX "organisations_name_en_sort" ON "organisations" USING btree (coalesce(words_text("name", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "organisations_name_zh_sort" ON "organisations" USING btree (coalesce(words_text("name", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "organisations_founded_sort" ON "organisations" USING btree (coalesce("founded_first", '0001-01-01'::date),"id");--> statement-breakpoint
CREATE INDEX "organisations_created_at_sort" ON "organisations" USING btree (coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "organisations_updated_at_sort" ON "organisations" USING btree (coalesce("updated_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "organisations_form_en_paging" ON "organisations" USING btree ("form",coalesce(words_text("name", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "organisations_form_zh_paging" ON "organisations" USING btree ("form",coalesce(words_text("name", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "organisations_status_en_paging" ON "organisations" USING btree ("status",coalesce(words_text("name", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "organisations_status_zh_paging" ON "organisations" USING btree ("status",coalesce(words_text("name", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "organisations_country_en_paging" ON "organisations" USING btree ("country",coalesce(words_text("name", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "organisations_country_zh_paging" ON "organisations" USING btree ("country",coalesce(words_text("name", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "organisations_place" ON "organisations" USING btree ("place");--> statement-breakpoint
CREATE INDEX "organisations_logo_file" ON "organisations" USING btree (("logo" ->> 'sha256'));--> statement-breakpoint
CREATE INDEX "organisations_source" ON "organisations" USING btree ("source");--> statement-breakpoint
CREATE UNIQUE INDEX "organisations_identity" ON "organisations" USING btree ("sender","reference") WHERE sender is not null and reference is not null;--> statement-breakpoint
CREATE INDEX "people_name_sort" ON "people" USING btree (coalesce("name", '') collate "und-x-icu","id");--> statement-breakpoint
CREATE INDEX "people_created_at_sort" ON "people" USING btree (coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "people_updated_at_sort" ON "people" USING btree (coalesce("updated_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "people_organisation" ON "people" USING btree ("organisation");--> statement-breakpoint
CREATE INDEX "people_country_paging" ON "people" USING btree ("country",coalesce("name", '') collate "und-x-icu","id");--> statement-breakpoint
CREATE INDEX "people_consent_paging" ON "people" USING btree ("consent",coalesce("name", '') collate "und-x-icu","id");--> statement-breakpoint
CREATE INDEX "people_source" ON "people" USING btree ("source");--> statement-breakpoint
CREATE UNIQUE INDEX "people_identity" ON "people" USING btree ("sender","reference") WHERE sender is not null and reference is not null;--> statement-breakpoint
CREATE INDEX "places_name_en_sort" ON "places" USING btree (coalesce(words_text("name", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "places_name_zh_sort" ON "places" USING btree (coalesce(words_text("name", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "places_created_at_sort" ON "places" USING btree (coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "places_updated_at_sort" ON "places" USING btree (coalesce("updated_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "places_form_en_paging" ON "places" USING btree ("form",coalesce(words_text("name", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "places_form_zh_paging" ON "places" USING btree ("form",coalesce(words_text("name", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "places_parent" ON "places" USING btree ("parent");--> statement-breakpoint
CREATE INDEX "places_country_en_paging" ON "places" USING btree ("country",coalesce(words_text("name", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "places_country_zh_paging" ON "places" USING btree ("country",coalesce(words_text("name", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "places_source" ON "places" USING btree ("source");--> statement-breakpoint
CREATE UNIQUE INDEX "places_identity" ON "places" USING btree ("sender","reference") WHERE sender is not null and reference is not null;--> statement-breakpoint
CREATE INDEX "presences_created_at_sort" ON "presences" USING btree (coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "presences_updated_at_sort" ON "presences" USING btree (coalesce("updated_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "presences_organisation" ON "presences" USING btree ("organisation");--> statement-breakpoint
CREATE INDEX "presences_place" ON "presences" USING btree ("place");--> statement-breakpoint
CREATE INDEX "presences_form_paging" ON "presences" USING btree ("form",coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "presences_source" ON "presences" USING btree ("source");--> statement-breakpoint
CREATE UNIQUE INDEX "presences_identity" ON "presences" USING btree ("sender","reference") WHERE sender is not null and reference is not null;--> statement-breakpoint
CREATE INDEX "relations_created_at_sort" ON "relations" USING btree (coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "relations_updated_at_sort" ON "relations" USING btree (coalesce("updated_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "relations_organisation" ON "relations" USING btree ("organisation");--> statement-breakpoint
CREATE INDEX "relations_form_paging" ON "relations" USING btree ("form",coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "relations_other" ON "relations" USING btree ("other");--> statement-breakpoint
CREATE INDEX "relations_person" ON "relations" USING btree ("person");--> statement-breakpoint
CREATE INDEX "relations_source" ON "relations" USING btree ("source");--> statement-breakpoint
CREATE UNIQUE INDEX "relations_identity" ON "relations" USING btree ("sender","reference") WHERE sender is not null and reference is not null;--> statement-breakpoint
CREATE INDEX "reviews_created_at_sort" ON "reviews" USING btree (coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "reviews_updated_at_sort" ON "reviews" USING btree (coalesce("updated_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "reviews_opportunity" ON "reviews" USING btree ("opportunity");--> statement-breakpoint
CREATE INDEX "reviews_verdict_paging" ON "reviews" USING btree ("verdict",coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "reviews_source" ON "reviews" USING btree ("source");--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_identity" ON "reviews" USING btree ("sender","reference") WHERE sender is not null and reference is not null;--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sources_title_en_sort" ON "sources" USING btree (coalesce(words_text("title", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "sources_title_zh_sort" ON "sources" USING btree (coalesce(words_text("title", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "sources_published_sort" ON "sources" USING btree (coalesce("published_first", '0001-01-01'::date),"id");--> statement-breakpoint
CREATE INDEX "sources_created_at_sort" ON "sources" USING btree (coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "sources_updated_at_sort" ON "sources" USING btree (coalesce("updated_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "sources_form_en_paging" ON "sources" USING btree ("form",coalesce(words_text("title", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "sources_form_zh_paging" ON "sources" USING btree ("form",coalesce(words_text("title", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "sources_source" ON "sources" USING btree ("source");--> statement-breakpoint
CREATE UNIQUE INDEX "sources_identity" ON "sources" USING btree ("sender","reference") WHERE sender is not null and reference is not null;--> statement-breakpoint
CREATE INDEX "tasks_created" ON "tasks" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");