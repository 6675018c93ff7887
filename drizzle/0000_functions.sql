-- The first and last day that a written YYYY, YYYY-MM or YYYY-MM-DD spans.
CREATE FUNCTION day_first(written text) RETURNS date LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT make_date(
    substr(written, 1, 4)::int,
    coalesce(nullif(substr(written, 6, 2), '')::int, 1),
    coalesce(nullif(substr(written, 9, 2), '')::int, 1))
$$;
--> statement-breakpoint
CREATE FUNCTION day_last(written text) RETURNS date LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE length(written)
    WHEN 10 THEN make_date(substr(written, 1, 4)::int, substr(written, 6, 2)::int, substr(written, 9, 2)::int)
    WHEN 7 THEN (make_date(substr(written, 1, 4)::int, substr(written, 6, 2)::int, 1) + interval '1 month' - interval '1 day')::date
    ELSE make_date(substr(written, 1, 4)::int, 12, 31)
  END
$$;
--> statement-breakpoint
-- A text in one language, else in the language it was written in.
CREATE FUNCTION words_text(words jsonb, language text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(words #>> ARRAY['values', language, 'text'], words #>> ARRAY['values', words ->> 'source', 'text'])
$$;
