"""A server that answers at once: a letter in poise's form, or JSON for models named json…; those named …-twice badly first."""

import json
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BODY = (
    "Dear Ms. Okonjo,\n\nThank you for considering me. I am disappointed, but I liked the map room.\n\n"
    "Please keep me in mind for later openings.\n\nTeodor Lind"
)
BAD = BODY.replace("Please", "You are a bunch of idiots. Please")
ASKED: Counter[str] = Counter()


class Handler(BaseHTTPRequestHandler):
    """Answers every POST with one completion."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer by the name of the model."""
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        model = asked["model"]
        ASKED[model] += 1
        body = BAD if model.endswith("-twice") and ASKED[model] % 2 else BODY
        letter = f"<letter>\nSubject: Thank you\n\n{body}\n</letter>"
        content = json.dumps({"subject": "Thank you", "body": body}) if model.startswith("json") else letter
        message = {"role": "assistant", "content": content, "refusal": None}
        told = {
            "id": "1", "object": "chat.completion", "created": 1, "model": model,
            "choices": [{"index": 0, "finish_reason": "stop", "message": message, "logprobs": None}],
            "usage": {"prompt_tokens": 3000, "completion_tokens": 90, "total_tokens": 3090},
        }  # fmt: skip
        data = json.dumps(told).encode()
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(data)}\r\n\r\n"
        self.wfile.write(head.encode() + data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_port}/v1", flush=True)
    server.serve_forever()
