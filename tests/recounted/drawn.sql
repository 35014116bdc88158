-- What is invented about each child: company, finding, reason, outcome and phase, in these shares of a hundred.

create table shares (what varchar, given varchar, slugs varchar[], weights int[]);
insert into shares values
  ('company', '', ['alone', 'parent', 'other_adult', 'not_recorded'], [55, 36, 7, 2]),
  ('finding', 'parent',
    ['truanting', 'legitimately_absent', 'late', 'excluded', 'not_absent', 'not_established'], [37, 38, 4, 3, 14, 4]),
  ('finding', 'other_adult',
    ['truanting', 'legitimately_absent', 'late', 'excluded', 'not_absent', 'not_established'], [34, 28, 6, 5, 20, 7]),
  ('finding', 'alone',
    ['truanting', 'legitimately_absent', 'late', 'excluded', 'not_absent', 'not_established'], [38, 20, 12, 8, 15, 7]),
  ('finding', 'not_recorded',
    ['truanting', 'legitimately_absent', 'late', 'excluded', 'not_absent', 'not_established'], [30, 20, 10, 5, 15, 20]),
  ('reason', 'truanting',
    ['', 'no_reason_given', 'reason_not_accepted', 'holiday_without_leave', 'left_site_after_registering'],
    [18, 40, 24, 6, 12]),
  ('reason', 'legitimately_absent',
    ['', 'illness', 'medical_appointment', 'leave_granted', 'religious_observance', 'study_leave',
      'part_time_timetable', 'unavoidable'],
    [8, 36, 32, 9, 3, 4, 6, 2]),
  ('reason', 'excluded', ['', 'first_five_days', 'day_six_on', 'no_place_yet'], [5, 60, 25, 10]),
  ('reason', 'late', ['', 'on_the_way'], [10, 90]),
  ('reason', 'not_absent',
    ['', 'break_off_site', 'school_closed', 'off_site_education', 'finished_for_the_day', 'home_educated',
      'no_school_place', 'not_of_school_age', 'lives_elsewhere'],
    [8, 30, 10, 14, 8, 12, 6, 8, 4]),
  ('reason', 'not_established', ['', 'ran_off', 'refused', 'could_not_check'], [6, 30, 26, 38]),
  ('phase', '', ['secondary', 'primary', 'special_or_ap', 'post16', 'unknown'], [78, 13, 4, 1, 4]),
  ('phase', 'not_of_school_age', ['post16', 'early_years'], [70, 30]),
  ('outcome', 'parent', ['left_with_parent', 'returned_voluntarily', 'no_action', ''], [86, 6, 3, 5]),
  ('outcome', 'truanting',
    ['returned_to_school_s16', 'designated_premises_s16', 'returned_voluntarily', 'taken_home',
      'handed_to_social_care', 'other', 'no_action', ''],
    [38, 5, 30, 10, 1, 4, 5, 7]),
  ('outcome', 'late', ['returned_voluntarily', ''], [85, 15]),
  ('outcome', 'excluded', ['taken_home', 'no_action', ''], [55, 30, 15]),
  ('outcome', 'legitimately_absent', ['no_action', 'returned_voluntarily', ''], [75, 10, 15]),
  ('outcome', 'not_absent', ['no_action', ''], [80, 20]),
  ('outcome', 'not_established', ['no_action', 'other', ''], [60, 10, 30]);

create table bounds as
  select what, given, slug, sum(share) over (partition by what, given order by nth) as upto
  from (select what, given, unnest(slugs) as slug, unnest(weights) as share, generate_subscripts(slugs, 1) as nth
    from shares);

-- The first slug whose share, with those before it, lies beyond the chance.
create macro pick(which, of, chance) as (
  select nullif(arg_min(slug, upto), '') from bounds where what = which and given = of and upto > chance * 100);

create table chances as
  select m.la, m.day, m.encounter_id, m.stop_id, e.c[1] as company_chance, s.c,
    row_number() over (partition by m.encounter_id order by m.moment, m.key) as nth
  from met m
  join chance_of e on e.seed = '2002 ' || m.encounter_id
  join chance_of s on s.seed = '2002 ' || m.key;

-- Three in four have the story of the child before them in the same encounter.
create table told as
  with recursive one as (
    select *, pick('company', '', company_chance) as company,
      pick('finding', pick('company', '', company_chance), c[1]) as finding, 1 as used
    from chances where nth = 1
    union all
    select n.*, o.company,
      case when n.c[1] < 0.75 then o.finding else pick('finding', o.company, n.c[2]) end,
      case when n.c[1] < 0.75 then 1 else 2 end
    from one o join chances n on n.encounter_id = o.encounter_id and n.nth = o.nth + 1)
  select *, pick('reason', finding, c[used + 1]) as reason from one;

-- Each encounter is dealt to a phone; each phone's shift runs from some minutes before to some after its own.
create table dealt as
  select e.*, d.dealt[e.number] as walker, d.dealt[y.encounters + 1:] as minutes
  from encounters e join deals d using (la, day) join days y using (la, day);

create table shifts as
  with own as (
    select la, day, walker, any_value(minutes) as minutes, min(number) as number,
      min(date_trunc('minute', moment)) as first, max(date_trunc('minute', moment)) as last
    from dealt group by la, day, walker),
  numbered as (
    select *, row_number() over (partition by la, day order by number) as turn,
      day::timestamp::timestamptz + interval 9 hour as opens, day::timestamp::timestamptz + interval 15 hour as closes
    from own)
  select n.la, n.day, r.role, r.whose, n.walker,
    greatest(opens, first - to_minutes(minutes[2 * turn - 1])) as begins,
    least(closes, last + to_minutes(minutes[2 * turn])) as ends
  from numbered n join roles r using (walker);

create table worked as
  select *, date_diff('minute', begins, ends)
    - case when ends - begins > interval 4 hour then 30 else 0 end as minutes
  from shifts;

-- A home-educated child's record ends there. Only who has the power of section 16 uses it.
create table answered as
  with drawn as (
    select t.*, d.walker, r.role, coalesce(t.reason, '') = 'home_educated' as ends_there,
      pick('outcome', case when company = 'parent' then 'parent' else finding end, c[used + 2]) as outcome_drawn,
      pick('phase', case when reason = 'not_of_school_age' then reason else '' end, c[used + 3]) as phase_drawn
    from told t join dealt d using (la, day, encounter_id) join roles r using (walker))
  select *, case when ends_there then null
      when outcome_drawn like '%_s16' and role = 'ewo' then 'returned_voluntarily'
      else outcome_drawn end as outcome,
    case when ends_there then null else phase_drawn end as phase
  from drawn;

create table stops as
  with put as (
    select m.*, a.walker, s.site, a.company, a.finding, a.reason, a.outcome, a.phase,
      row_number() over (partition by m.la, m.day, a.finding order by m.moment, m.stop_id) as of_finding
    from met m join answered a using (stop_id) join at_sites s using (stop_id))
  -- Of each day some schools answer: for the first two truanting, the first with a reason, the first not established.
  select *, case
      when finding = 'truanting' and of_finding = 1 then 'legitimately_absent'
      when finding = 'truanting' and of_finding = 2 then 'truanting'
      when finding in ('legitimately_absent', 'not_established') and of_finding = 1 then 'truanting'
    end as verified,
    coalesce(verified, finding) as shown,
    not (finding = 'not_absent' and coalesce(reason, '') in
      ('home_educated', 'no_school_place', 'not_of_school_age', 'lives_elsewhere')) as to_ask
  from put;
