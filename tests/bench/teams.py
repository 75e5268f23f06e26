"""The Teams target: a key server of the bench's own, tokens that the service accepts, and activities that need no answer."""
import base64
import http.server
import json
import subprocess
import threading
import time

from service import PORT, Service

APP, TENANT, KEY_PORT, SERVICE_URL = "33333333-3333-3333-3333-333333333333", "22222222-2222-2222-2222-222222222222", 9303, "http://127.0.0.1:9302/"
ISSUER = "https://api.botframework.com"


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def openssl(*words, data=None):
    return subprocess.run(["openssl", *words], input=data, capture_output=True, check=True).stdout


class Keys:
    """The issuer: an RSA key, its description over http, and tokens signed with it."""

    def __init__(self, work):
        self.file = str(work / "issuer.pem")
        openssl("genrsa", "-out", self.file, "2048")
        modulus = bytes.fromhex(openssl("rsa", "-in", self.file, "-noout", "-modulus").decode().strip().split("=")[1])
        self.key = {"kty": "RSA", "use": "sig", "kid": "k1", "x5t": "k1", "alg": "RS256", "n": encoded(modulus), "e": "AQAB", "endorsements": ["msteams"]}
        owner = self

        class Page(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                about = {"issuer": ISSUER, "jwks_uri": f"http://127.0.0.1:{KEY_PORT}/keys", "id_token_signing_alg_values_supported": ["RS256"]}
                body = json.dumps({"keys": [owner.key]} if self.path == "/keys" else about).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", KEY_PORT), Page)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def token(self, number):
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": APP, "serviceurl": SERVICE_URL, "nbf": now - 60, "exp": now + 3600, "jti": str(number)}
        text = encoded(json.dumps({"alg": "RS256", "typ": "JWT", "kid": "k1", "x5t": "k1"}).encode()) + "." + encoded(json.dumps(claims).encode())
        return text + "." + encoded(openssl("dgst", "-sha256", "-sign", self.file, data=text.encode()))


def activity(number):
    """As large as a message; it needs no answer."""
    return {"type": "messageReaction", "id": str(1700000000000 + number), "timestamp": "2026-11-21T17:00:00.000Z", "serviceUrl": SERVICE_URL, "channelId": "msteams",
            "from": {"id": f"29:1abc{number}", "name": "Steve", "aadObjectId": "11111111-1111-1111-1111-%012d" % number},
            "conversation": {"id": f"19:abc@thread.tacv2;messageid={number}", "conversationType": "channel", "isGroup": True, "tenantId": TENANT},
            "recipient": {"id": "28:" + APP, "name": "Backwalk"}, "reactionsAdded": [{"type": "like"}], "replyToId": "1700000000000", "note": "x" * 180,
            "channelData": {"tenant": {"id": "22222222-2222-2222-2222-222222222222"}, "team": {"id": "19:abc@thread.tacv2"}, "channel": {"id": "19:abc@thread.tacv2"}}}


def point(name, binary, work, measure, wrk, seconds):
    keys = Keys(work)
    try:
        bodies, tokens = work / "ours.activities", work / "ours.jwt"
        bodies.write_text("".join(json.dumps(activity(number)) + "\n" for number in range(2048)))
        tokens.write_text("".join(keys.token(number) + "\n" for number in range(64)))
        one = Service(binary, work, {"TEAMS_APP_ID": APP, "TEAMS_APP_SECRET": "bench", "TEAMS_TENANT_ID": TENANT, "TEAMS_OPENID_URL": f"http://127.0.0.1:{KEY_PORT}/openid"})
        one.clear()
        one.start()
        try:
            more = {"script": "json.lua", "JWTFILE": str(tokens)}
            return measure(name, one.pid(), lambda: wrk(PORT, "/api/messages", bodies, seconds, **more), lambda: wrk(PORT, "/api/messages", bodies, 2, **more))
        finally:
            one.stop()
    finally:
        keys.server.shutdown()
        keys.server.server_close()
