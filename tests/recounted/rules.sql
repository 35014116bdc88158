-- police.uk rows → the children stopped, where, when and with whom. {folder} holds the CSV files.

set timezone = 'Europe/London';

create table places as select * from (values
    ('derbyshire', 'E10000007', 'Derbyshire'), ('durham', 'E06000047', 'Durham'),
    ('leicestershire', 'E10000018', 'Leicestershire'), ('south-yorkshire', 'E08000019', 'South Yorkshire')
  ) as p (force, la, spoken);

create table lines as
  select *, row_number() over () as line
  from read_csv('{folder}/*-stop-and-search.csv', all_varchar = true, filename = true, parallel = false);

-- Two rows may be alike to the letter; the second is another child.
create table worded as
  select *, concat_ws(chr(31), coalesce("Type", ''), coalesce("Date", ''),
      coalesce("Part of a policing operation", ''), coalesce("Policing operation", ''),
      coalesce("Latitude", ''), coalesce("Longitude", ''), coalesce("Gender", ''), coalesce("Age range", ''),
      coalesce("Self-defined ethnicity", ''), coalesce("Officer-defined ethnicity", ''),
      coalesce("Legislation", ''), coalesce("Object of search", ''), coalesce("Outcome", ''),
      coalesce("Outcome linked to object of search", ''),
      coalesce("Removal of more than just outer clothing", '')) as words
  from lines;

-- A child of 10 to 17, from Monday to Friday, at or after 09:00 and before 15:00 by London's clocks.
create table children as
  select p.la, p.spoken, w.filename as file, "Date"::timestamptz as moment,
    sha256(words || chr(31) || row_number() over (partition by w.filename, words order by line)) as key,
    "Latitude"::double as lat, "Longitude"::double as lon,
    case "Gender" when 'Male' then 'Boys' when 'Female' then 'Girls' else 'Not stated' end as sex
  from worded w
  join places p on regexp_extract(w.filename, '\d\d\d\d-\d\d-(.+)-stop-and-search', 1) = p.force
  qualify "Age range" = '10-17' and isodow("Date"::timestamptz) <= 5
    and hour("Date"::timestamptz) between 9 and 14;

-- A version 7 UUID: the moment's milliseconds, then the first ten bytes of a hash, with six bits fixed.
create macro id_of(moment, words) as (
  select concat_ws('-', ms[1:8], ms[9:12], '7' || h[2:4],
    substr('89ab', ('0x' || h[5:5])::int % 4 + 1, 1) || h[6:8], h[9:20])
  from (select printf('%012x', epoch_ms(moment)) as ms, sha256(words) as h));

-- Of the same moment and place: met together. Without a place nobody is met with anybody.
create table met as
  select *, moment::date as day,
    'Replay: ' || spoken || ', ' || strftime(moment::date, '%-d %B %Y') || ' (findings invented)' as title,
    id_of(moment, concat_ws(chr(31), 'encounter',
      case when lat is null then key else '(' || lat || ', ' || lon || ')' end)) as encounter_id,
    id_of(moment, concat_ws(chr(31), 'stop', key, '2002')) as stop_id
  from children;

create table encounters as
  select *, row_number() over (partition by la, day order by moment, first) as number
  from (select la, day, encounter_id, moment, min(key) as first from met group by all);

-- As many phones as the file has children, four at most, each in the hands of one officer.
create table days as
  with phones as (select file, least(4, count(*)) as phones from children group by file)
  select m.la, m.day, any_value(m.title) as title, count(distinct encounter_id) as encounters,
    any_value(p.phones) as phones
  from met m join phones p using (file) group by m.la, m.day;
create table roles as select * from (values
    (0, 'constable', 'police'), (1, 'pcso_designated', 'police'), (2, 'ewo', 'welfare'), (3, 'constable', 'police')
  ) as r (walker, role, whose);

-- The day's three commonest places are its sites; of two as common the earlier one.
create table sites as
  with common as (
    select la, day, lat, lon, count(*) as many, min((moment, key)) as first
    from met where lat is not null group by all)
  select *, 'Site ' || row_number() over (partition by la, day order by many desc, first) as site
  from common qualify row_number() over (partition by la, day order by many desc, first) <= 3;

-- Metres on a sphere of the Earth's mean radius.
create macro metres(lat1, lon1, lat2, lon2) as
  2 * 6371008.8 * asin(sqrt(sin(radians(lat2 - lat1) / 2) ** 2
    + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2));

create table at_sites as
  select m.stop_id, case when any_value(m.lat) is null then 'No place' else
      coalesce(arg_min(s.site, metres(m.lat, m.lon, s.lat, s.lon))
        filter (metres(m.lat, m.lon, s.lat, s.lon) <= 250), 'Elsewhere') end as site
  from met m left join sites s using (la, day) group by m.stop_id;
