-- Stores a row unless the one stored is newer by event time, then by created time (unknown is
-- lowest); of full ties the row offered now stays. Answers 1 when it was stored, else 0.
-- KEYS[1] the entity's hash. ARGV: the fields of the event and of the created timestamp, the two
-- timestamps (google.protobuf.Timestamp), '1' if the created one is known, the key's time to live
-- in milliseconds (0 for none), then fields and values.
local corrupt = {err = 'CORRUPT timestamp'}

-- The integer at a place and where it ends. A number holds 53 bits exactly: of a negative
-- integer, which has 64, the complement is summed up.
local function varint(bytes, at)
  local value, complement, scale = 0, 0, 1
  for i = at, at + 9 do
    local byte = string.byte(bytes, i)
    if not byte then error(corrupt) end
    local low = byte % 128
    if i == at + 9 then
      if low ~= 1 or byte > 127 then error(corrupt) end
      return -complement - 1, i + 1
    end
    value = value + low * scale
    complement = complement + (127 - low) * scale
    if byte < 128 then return value, i + 1 end
    scale = scale * 128
  end
end

-- Seconds, and microseconds within the second.
local function time(bytes)
  local seconds, nanos, at = 0, 0, 1
  while at <= #bytes do
    local tag, value
    tag, at = varint(bytes, at)
    if tag % 8 ~= 0 then error(corrupt) end
    value, at = varint(bytes, at)
    if tag == 8 then seconds = value elseif tag == 16 then nanos = value end
  end
  if nanos < 0 or nanos > 999999999 then error(corrupt) end
  return seconds, math.floor(nanos / 1000)
end

-- Negative, zero or positive, as the first time is before, at or after the second.
local function compare(first, second)
  local firstSeconds, firstMicros = time(first)
  local secondSeconds, secondMicros = time(second)
  if firstSeconds ~= secondSeconds then return firstSeconds - secondSeconds end
  return firstMicros - secondMicros
end

local function isStale()
  local stored = redis.call('HMGET', KEYS[1], ARGV[1], ARGV[2])
  if not stored[1] then return false end
  local order = compare(ARGV[3], stored[1])
  if order ~= 0 then return order < 0 end
  if not stored[2] then return false end
  return ARGV[5] ~= '1' or compare(ARGV[4], stored[2]) < 0
end

if isStale() then return 0 end
for from = 7, #ARGV, 2000 do
  redis.call('HSET', KEYS[1], unpack(ARGV, from, math.min(from + 1999, #ARGV)))
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
if ARGV[5] == '1' then
  redis.call('HSET', KEYS[1], ARGV[2], ARGV[4])
else
  redis.call('HDEL', KEYS[1], ARGV[2])
end
if ARGV[6] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[6]) end
return 1
