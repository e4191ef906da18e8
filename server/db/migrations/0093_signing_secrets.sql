-- Which of an address's derived signing secrets counts, and since when; null: the first, as ever. No secret rests here.
alter table contact_method
  add column secret_generation integer check (secret_generation > 1),
  add column secret_rotated_at timestamptz,
  add check ((secret_generation is null) = (secret_rotated_at is null));
