-- Tables, rights and checks for Viva Voce on Supabase (or any PostgREST).
-- Run it in the SQL editor, as often as you like: it changes nothing the second time.
--
-- The service's secret key may do everything; the public (anon) key may read visible
-- signatures and sign, and nothing else.

begin;

create table if not exists public.guestbook_signatures (
    id uuid primary key,
    name text not null,
    emoji text not null default '',
    image text not null default '',
    created_at timestamptz not null default now(),
    hidden boolean not null default false
);

-- How large a picture is, to be known without reading it.
alter table public.guestbook_signatures
    add column if not exists image_bytes integer
        generated always as (octet_length(image)) stored;

create table if not exists public.ai_sessions (
    id text primary key,
    created_at timestamptz not null default now(),
    last_activity timestamptz not null default now(),
    expires_at timestamptz,
    ended_at timestamptz,
    turn_count integer not null default 0
);

create table if not exists public.ai_interactions (
    id uuid primary key,
    session_id text not null references public.ai_sessions (id) on delete cascade,
    created_at timestamptz not null default now(),
    channel text not null,
    user_input text not null default '',
    response text not null default '',
    intent text not null default '',
    item_type text not null default '',
    shown jsonb not null default '[]',
    engines jsonb not null default '{}',
    timing_ms jsonb not null default '{}',
    degraded jsonb not null default '[]',
    language text not null default 'en',
    confidence double precision,
    model text,
    prompt_tokens integer not null default 0,
    completion_tokens integer not null default 0,
    cost_usd double precision not null default 0,
    cached boolean not null default false,
    unanswered boolean not null default false,
    request_id text not null default ''
);

-- Checks are dropped and added again, so that a newer file brings newer limits.

alter table public.guestbook_signatures
    drop constraint if exists guestbook_name_length,
    drop constraint if exists guestbook_emoji_length,
    drop constraint if exists guestbook_image_kind,
    drop constraint if exists guestbook_image_size,
    add constraint guestbook_name_length
        check (char_length(name) between 1 and 100),
    -- Emoji joined from several code points are long; these are characters, not bytes.
    add constraint guestbook_emoji_length
        check (char_length(emoji) <= 16),
    add constraint guestbook_image_kind
        check (image = ''
               or image ~ '^data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$'),
    add constraint guestbook_image_size
        check (octet_length(image) <= 700000);

alter table public.ai_sessions
    drop constraint if exists ai_sessions_id_form,
    drop constraint if exists ai_sessions_turn_count,
    add constraint ai_sessions_id_form
        check (id ~ '^[A-Za-z0-9_-]{8,64}$'),
    add constraint ai_sessions_turn_count
        check (turn_count >= 0);

alter table public.ai_interactions
    drop constraint if exists ai_interactions_channel,
    drop constraint if exists ai_interactions_lengths,
    drop constraint if exists ai_interactions_confidence,
    drop constraint if exists ai_interactions_counts,
    add constraint ai_interactions_channel
        check (channel in ('text', 'voice')),
    add constraint ai_interactions_lengths
        check (char_length(user_input) <= 8000 and char_length(response) <= 8000
               and char_length(intent) <= 100 and char_length(item_type) <= 100
               and char_length(language) <= 35 and char_length(model) <= 200
               and char_length(request_id) <= 200),
    add constraint ai_interactions_confidence
        check (confidence between 0 and 1),
    add constraint ai_interactions_counts
        check (prompt_tokens >= 0 and completion_tokens >= 0 and cost_usd >= 0);

create index if not exists guestbook_signatures_newest
    on public.guestbook_signatures (created_at desc, id desc);
create index if not exists ai_interactions_newest
    on public.ai_interactions (created_at desc, id desc);
create index if not exists ai_interactions_by_session
    on public.ai_interactions (session_id, created_at desc);
create index if not exists ai_interactions_unanswered
    on public.ai_interactions (created_at desc) where unanswered;

-- What a new signature has to be, the same as in the service. Rows from before are left
-- as they are.

create or replace function public.guestbook_is_picture(image text)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
declare
    data constant bytea := decode(split_part(image, ',', 2), 'base64');
    size constant integer := octet_length(data);
begin
    return case
        when image like 'data:image/png;%' then
            substr(data, 1, 8) = '\x89504e470d0a1a0a'
            and substr(data, 13, 4) = '\x49484452'
            and substr(data, size - 7, 4) = '\x49454e44'
            -- Width and height: at most 4095, so that no page unpacks a giant.
            and substr(data, 17, 2) = '\x0000' and get_byte(data, 18) < 16
            and substr(data, 21, 2) = '\x0000' and get_byte(data, 22) < 16
        when image like 'data:image/jpeg;%' then
            substr(data, 1, 3) = '\xffd8ff'
            and substr(data, size - 1, 2) = '\xffd9'
        when image like 'data:image/webp;%' then
            substr(data, 1, 4) = '\x52494646'
            and substr(data, 9, 7) = '\x57454250565038'
            and get_byte(data, 4) + 256 * get_byte(data, 5)
                + 65536 * get_byte(data, 6) + 8 = size
        else false
    end;
end
$$;

create or replace function public.guestbook_check_new()
returns trigger
language plpgsql
security invoker
set search_path = ''
as $$
declare
    -- Control characters, zero-width ones, and those that turn text round.
    deceiving constant text :=
        '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e'
        '\u2060-\u206f\ufeff\ufff9-\ufffb]';
    unseen constant text :=
        '[\u0020\u00a0\u034f\u115f\u1160\u1680\u17b4\u17b5\u2000-\u200d\u202f\u205f'
        '\u2800\u3000\u3164\ufe00-\ufe0f\uffa0]';
    wrong text;
begin
    if new.name ~ deceiving or regexp_replace(new.name, unseen, '', 'g') = '' then
        wrong := 'name is not valid';
    elsif new.emoji ~ deceiving then
        wrong := 'emoji is not valid';
    elsif new.image <> '' and not public.guestbook_is_picture(new.image) then
        wrong := 'image is no picture';
    elsif not isfinite(new.created_at)
        or new.created_at not between '2000-01-01' and now() + interval '1 day' then
        wrong := 'created_at is not valid';
    -- The service keeps pictures below 100 kB: 133,357 characters as a data URL. What it
    -- carries from before may be larger.
    elsif current_user in ('anon', 'authenticated')
        and octet_length(new.image) > 140000 then
        wrong := 'image is too large';
    end if;
    if wrong is not null then
        raise check_violation using message = 'guestbook: ' || wrong;
    end if;
    if current_user in ('anon', 'authenticated')
        and (select count(*) * 500 + coalesce(sum(image_bytes), 0)
             from public.guestbook_signatures) > 200000000 then
        raise program_limit_exceeded using message = 'guestbook: it is full';
    end if;
    return new;
end
$$;

create or replace trigger guestbook_check_new
    before insert on public.guestbook_signatures
    for each row execute function public.guestbook_check_new();

-- Rights. Supabase grants nothing on new tables of new projects, and much on old ones:
-- both are brought to the same state.

revoke all on public.guestbook_signatures, public.ai_sessions, public.ai_interactions
    from anon, authenticated;
grant usage on schema public to anon, authenticated, service_role;
grant select, insert, update, delete
    on public.guestbook_signatures, public.ai_sessions, public.ai_interactions
    to service_role;
grant select (id, name, emoji, image, created_at, hidden, image_bytes)
    on public.guestbook_signatures to anon, authenticated;
-- Not created_at: whoever sets it decides what every page begins with.
grant insert (id, name, emoji, image)
    on public.guestbook_signatures to anon, authenticated;

alter table public.guestbook_signatures enable row level security;
alter table public.ai_sessions enable row level security;
alter table public.ai_interactions enable row level security;

drop policy if exists "visible signatures may be read" on public.guestbook_signatures;
create policy "visible signatures may be read" on public.guestbook_signatures
    for select to anon, authenticated using (not hidden);

drop policy if exists "anyone may sign" on public.guestbook_signatures;
create policy "anyone may sign" on public.guestbook_signatures
    for insert to anon, authenticated with check (not hidden);

drop policy if exists "the service does everything" on public.guestbook_signatures;
create policy "the service does everything" on public.guestbook_signatures
    for all to service_role using (true) with check (true);
drop policy if exists "the service does everything" on public.ai_sessions;
create policy "the service does everything" on public.ai_sessions
    for all to service_role using (true) with check (true);
drop policy if exists "the service does everything" on public.ai_interactions;
create policy "the service does everything" on public.ai_interactions
    for all to service_role using (true) with check (true);

-- Retention, for a schedule of your own (pg_cron): the service does the same by itself
-- while it runs, after LOG_RETENTION_DAYS.

create or replace function public.erase_conversations_before(moment timestamptz)
returns bigint
language plpgsql
security invoker
set search_path = ''
as $$
declare
    erased bigint;
begin
    delete from public.ai_interactions where created_at < moment;
    get diagnostics erased = row_count;
    delete from public.ai_sessions
        where last_activity < moment
        and not exists (
            select from public.ai_interactions
            where ai_interactions.session_id = ai_sessions.id
        );
    return erased;
end
$$;
revoke all on function public.erase_conversations_before(timestamptz)
    from public, anon, authenticated;
grant execute on function public.erase_conversations_before(timestamptz)
    to service_role;

-- PostgREST learns of new tables.
notify pgrst, 'reload schema';

commit;
