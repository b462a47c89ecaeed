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

-- A visitor's thumb of an answer: `id` is the turn's, and it is erased with the turn.
create table if not exists public.ai_feedback (
    id uuid primary key references public.ai_interactions (id) on delete cascade,
    session_id text not null default '',
    thumb text not null,
    note text not null default '',
    created_at timestamptz not null default now()
);

-- What visitors leave for the owner; kept until it is deleted or makes room once read.
create table if not exists public.owner_messages (
    id uuid primary key,
    session_id text not null default '',
    created_at timestamptz not null default now(),
    text text not null,
    reply_to text not null default '',
    question text not null default '',
    read boolean not null default false
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

alter table public.ai_feedback
    drop constraint if exists ai_feedback_thumb,
    drop constraint if exists ai_feedback_lengths,
    add constraint ai_feedback_thumb
        check (thumb in ('up', 'down')),
    add constraint ai_feedback_lengths
        check (char_length(note) <= 500 and char_length(session_id) <= 200);

alter table public.owner_messages
    drop constraint if exists owner_messages_lengths,
    add constraint owner_messages_lengths
        check (char_length(text) between 1 and 2000 and char_length(reply_to) <= 200
               and char_length(question) <= 4000 and char_length(session_id) <= 200);

create index if not exists guestbook_signatures_newest
    on public.guestbook_signatures (created_at desc, id desc);
create index if not exists ai_interactions_newest
    on public.ai_interactions (created_at desc, id desc);
create index if not exists ai_interactions_by_session
    on public.ai_interactions (session_id, created_at desc);
create index if not exists ai_interactions_unanswered
    on public.ai_interactions (created_at desc) where unanswered;
create index if not exists ai_feedback_newest
    on public.ai_feedback (created_at desc, id desc);
create index if not exists ai_feedback_by_session
    on public.ai_feedback (session_id);
create index if not exists owner_messages_newest
    on public.owner_messages (created_at desc, id desc);
create index if not exists owner_messages_by_session
    on public.owner_messages (session_id);

-- What a new signature has to be, the same as in the service. Rows from before are left
-- as they are.

-- A number of so many bytes at a place that counts from 0; the first byte is the highest
-- unless it is `little`. What lies beyond the end is nothing.
create or replace function public.guestbook_number(
    data bytea, place integer, bytes integer, little boolean default false
)
returns bigint
language plpgsql
immutable
set search_path = ''
as $$
declare
    found bigint := 0;
    at integer;
begin
    for i in 0..bytes - 1 loop
        at := place + case when little then bytes - 1 - i else i end;
        found := found * 256
            + case when at < octet_length(data) then get_byte(data, at) else 0 end;
    end loop;
    return found;
end
$$;

-- Width and height of a JPEG, from the header of its frame, past the segments before it.
create or replace function public.guestbook_jpeg_sides(data bytea)
returns bigint[]
language plpgsql
immutable
set search_path = ''
as $$
declare
    place integer := 2;
    marker integer;
begin
    while public.guestbook_number(data, place, 1) = 255 loop
        marker := public.guestbook_number(data, place + 1, 1);
        if marker between 192 and 207 and marker not in (196, 200, 204) then
            return array[public.guestbook_number(data, place + 7, 2),
                         public.guestbook_number(data, place + 5, 2)];
        elsif marker in (217, 218) then
            return null;
        end if;
        place := place + case
            when marker = 255 then 1
            when marker = 1 or marker between 208 and 215 then 2
            else 2 + public.guestbook_number(data, place + 2, 2)
        end;
    end loop;
    return null;
end
$$;

-- Width and height of a WebP, from its first chunk, which is one of three.
create or replace function public.guestbook_webp_sides(data bytea)
returns bigint[]
language plpgsql
immutable
set search_path = ''
as $$
declare
    kind constant bytea := substr(data, 13, 4);
    bits constant bigint := public.guestbook_number(data, 21, 4, true);
begin
    return case
        when kind = '\x56503858' then
            array[public.guestbook_number(data, 24, 3, true) + 1,
                  public.guestbook_number(data, 27, 3, true) + 1]
        when kind = '\x5650384c' and substr(data, 21, 1) = '\x2f' then
            array[bits % 16384 + 1, bits / 16384 % 16384 + 1]
        when kind = '\x56503820' and substr(data, 24, 3) = '\x9d012a' then
            array[public.guestbook_number(data, 26, 2, true) % 16384,
                  public.guestbook_number(data, 28, 2, true) % 16384]
    end;
end
$$;

create or replace function public.guestbook_is_picture(image text)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
declare
    data constant bytea := decode(split_part(image, ',', 2), 'base64');
    size constant integer := octet_length(data);
    digits text;
    sides bigint[];
begin
    if image like 'data:image/png;%'
        and substr(data, 1, 8) = '\x89504e470d0a1a0a'
        and substr(data, 13, 4) = '\x49484452'
        and substr(data, greatest(1, size - 7), 4) = '\x49454e44' then
        sides := array[public.guestbook_number(data, 16, 4),
                       public.guestbook_number(data, 20, 4)];
    elsif image like 'data:image/jpeg;%'
        and substr(data, 1, 3) = '\xffd8ff'
        and substr(data, size - 1, 2) = '\xffd9' then
        -- Each scan is a pass over every pixel; encoders write about ten.
        digits := encode(data, 'hex');
        if length(digits) - length(replace(digits, 'ffda', '')) <= 4 * 64 then
            sides := public.guestbook_jpeg_sides(data);
        end if;
    elsif image like 'data:image/webp;%'
        and substr(data, 1, 4) = '\x52494646'
        and substr(data, 9, 7) = '\x57454250565038'
        and public.guestbook_number(data, 4, 4, true) + 8 = size then
        sides := public.guestbook_webp_sides(data);
    end if;
    -- No page unpacks a giant.
    return coalesce(greatest(sides[1], sides[2]) <= 4096
        and sides[1] * sides[2] between 1 and 4000000, false);
end
$$;

create or replace function public.guestbook_check_new()
returns trigger
language plpgsql
security invoker
set search_path = ''
as $$
declare
    -- Formats and controls, what no character is or everybody has for himself, and
    -- letters that nobody sees; joiners and one selector are part of words and emoji.
    deceiving constant text :=
        '[\u0001-\u001f\u007f-\u009f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891'
        '\u08e2\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff'
        '\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd'
        '\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a'
        '\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U0010ffff]'
        '|[\ufe00-\ufe0f]{2}';
    -- The flags of regions, and ideographs in a chosen form.
    spelled constant text :=
        '\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f'
        '|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd][\U000e0100-\U000e01ef]';
    -- Marks that are set above or below the letter before them.
    marks constant text :=
        '\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a'
        '\u064b-\u065f\u06d6-\u06dc\u06df-\u06e4\u0e31\u0e34-\u0e3a\u0e47-\u0e4e'
        '\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u180b-\u180d\u180f\u1ab0-\u1ace'
        '\u1dc0-\u1dff\u20d0-\u20f0\u302a-\u302d\u3099\u309a\ufe00-\ufe0f'
        '\ufe20-\ufe2f';
    unseen constant text :=
        '[\u0020\u00a0\u115f\u1160\u1680\u17b4\u17b5\u2000-\u200d\u202f\u205f\u2800'
        '\u3000\u3164\uffa0' || marks || ']';
    stacked constant text := '[\u200c\u200d' || marks || ']{6}';
    name constant text := regexp_replace(new.name, spelled, 'x', 'g');
    emoji constant text := regexp_replace(new.emoji, spelled, 'x', 'g');
    wrong text;
begin
    if name ~ deceiving or name ~ stacked
        or regexp_replace(name, unseen, '', 'g') = '' then
        wrong := 'name is not valid';
    elsif emoji ~ deceiving or emoji ~ stacked then
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

revoke all on public.guestbook_signatures, public.ai_sessions, public.ai_interactions,
    public.ai_feedback, public.owner_messages
    from anon, authenticated;
grant usage on schema public to anon, authenticated, service_role;
grant select, insert, update, delete
    on public.guestbook_signatures, public.ai_sessions, public.ai_interactions,
    public.ai_feedback, public.owner_messages
    to service_role;
grant select (id, name, emoji, image, created_at, hidden, image_bytes)
    on public.guestbook_signatures to anon, authenticated;
-- Not created_at: whoever sets it decides what every page begins with.
grant insert (id, name, emoji, image)
    on public.guestbook_signatures to anon, authenticated;

alter table public.guestbook_signatures enable row level security;
alter table public.ai_sessions enable row level security;
alter table public.ai_interactions enable row level security;
alter table public.ai_feedback enable row level security;
alter table public.owner_messages enable row level security;

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
drop policy if exists "the service does everything" on public.ai_feedback;
create policy "the service does everything" on public.ai_feedback
    for all to service_role using (true) with check (true);
drop policy if exists "the service does everything" on public.owner_messages;
create policy "the service does everything" on public.owner_messages
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
