-- Sends each body of a file in turn, with its own Idempotency-Key. Settings come from the environment.
local bodies = {}
for line in io.lines(os.getenv("BENCH_BODIES")) do bodies[#bodies + 1] = line end
local token = os.getenv("BENCH_TOKEN")
local run = os.getenv("BENCH_RUN")
local count = 0
local thread_number = 0

function setup(thread)
  thread:set("thread_number", thread_number)
  thread_number = thread_number + 1
end

function request()
  count = count + 1
  local headers = { ["Content-Type"] = "application/json" }
  if token then
    headers["Authorization"] = token
    headers["Idempotency-Key"] = run .. "-" .. thread_number .. "-" .. count
  end
  return wrk.format("POST", nil, headers, bodies[(count % #bodies) + 1])
end

local refused = 0
local first_refusal = nil
function response(status, headers, body)
  if status >= 300 then
    refused = refused + 1
    if not first_refusal then first_refusal = status .. " " .. string.sub(body, 1, 300); io.stderr:write(first_refusal .. "\n") end
  end
end
