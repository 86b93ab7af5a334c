-- Without arguments one question is asked again and again. With PATH FIRST each request asks a question of its own about countries
-- and months: FIRST is the number of the first, so that a later run asks others.
local started = 0

function setup(thread)
  thread:set("place", started)
  started = started + 1
end

local by = { "country", "product", "heading", "hts10" }
local countries = {
  "CA", "AE", "CN", "MX", "KR", "BH", "AR", "IN", "ZA", "QA", "DE", "AU", "OM", "TH", "TR", "BR", "ID", "VN", "IT", "JP",
}

local function month(first, number)
  return string.format("%d-%02d", first + math.floor(number / 12), number % 12 + 1)
end

function init(arguments)
  if #arguments == 0 then return end
  local path, number = arguments[1], tonumber(arguments[2]) + place
  request = function()
    local n = number
    -- Two threads take turns.
    number = number + 2
    local function pick(of)
      local rest = n % of
      n = math.floor(n / of)
      return rest
    end
    local cut, country, from, to = by[pick(#by) + 1], countries[pick(#countries) + 1], month(2018, pick(48)), month(2022, pick(48))
    return wrk.format("GET", string.format("%s?by=%s&country=%s&from=%s&to=%s", path, cut, country, from, to))
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("figures %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
