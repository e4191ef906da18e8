-- How the copies of the status page are, which outlive the application: a row per kind of place, written by whichever process
-- keeps one there.
create table status_page_copy (
  place text primary key,
  copied_at timestamptz,
  failing_since timestamptz,
  problem text,
  -- Administrators know of the failure that goes on.
  told_at timestamptz,
  constraint status_page_copy_place check (place in ('folder', 'bucket')),
  constraint status_page_copy_failing check ((failing_since is null) = (problem is null))
);
