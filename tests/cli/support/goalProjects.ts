/** Small projects with real suites, and the work that each goal needs. */
export interface GoalProject {
  readonly files: Readonly<Record<string, string>>;
  readonly goals: readonly GoalCase[];
}

export interface GoalCase {
  readonly goal: string;
  /** The file that the plan has to be about. */
  readonly about: string;
  /** Tascs that fail before the work; all others but reviews pass. */
  readonly red: readonly string[];
  /** Files after the work, whole. */
  readonly work: Readonly<Record<string, string>>;
}

const pyAuth = `from app.web import HTTPError, route

USERS = {"ada": "lovelace"}


@route("POST", "/login")
def login(body):
    """Answer with a session of the user."""
    if USERS[body["user"]] != body["secret"]:
        raise HTTPError(401)
    return {"session": body["user"]}


def current_user(session):
    return session if session in USERS else None
`;
const pyTestAuth = `import unittest

from app.auth import current_user, login


class LoginTest(unittest.TestCase):
    def test_login_gives_a_session(self):
        self.assertEqual(login({"user": "ada", "secret": "lovelace"}), {"session": "ada"})

    def test_current_user(self):
        self.assertEqual(current_user("ada"), "ada")
`;
const pySettings = `from app.web import route


@route("GET", "/settings")
def settings_page(user):
    """The settings page as HTML."""
    return f"<h1>Settings of {user}</h1>"
`;
const pyTestSettings = `import unittest

from app.settings import settings_page


class SettingsTest(unittest.TestCase):
    def test_page_names_the_user(self):
        self.assertIn("ada", settings_page("ada"))
`;
const pyRoutes = `from app.web import route

ITEMS = [{"id": number} for number in range(25)]


@route("GET", "/api/items")
def list_items():
    """The list endpoint of the API."""
    return ITEMS
`;
const pyTestRoutes = `import unittest

from app.api.routes import list_items


class ListTest(unittest.TestCase):
    def test_list_items(self):
        self.assertEqual(len(list_items()), 25)
`;

const addTest = (text: string, name: string, body: string) =>
  `${text}\n    def ${name}(self):\n        ${body}\n`;

/** Python as FastAPI has it, with unittest: no package has to be installed. */
export const pythonProject: GoalProject = {
  files: {
    'pyproject.toml': '[project]\nname = "shop"\nversion = "1.0"\n',
    'README.md': '# Shop\n\nA small web shop.\n',
    '.gitignore': '__pycache__/\n',
    'app/__init__.py': '',
    'app/web.py':
      'ROUTES = {}\n\n\nclass HTTPError(Exception):\n    pass\n\n\ndef route(method, path):\n    def keep(handler):\n        ROUTES[method, path] = handler\n        return handler\n\n    return keep\n',
    'app/auth.py': pyAuth,
    'app/settings.py': pySettings,
    'app/api/__init__.py': '',
    'app/api/routes.py': pyRoutes,
    'app/orders.py': 'def total(lines):\n    return sum(price for price in lines)\n',
    'tests/__init__.py': '',
    'tests/test_auth.py': pyTestAuth,
    'tests/test_settings.py': pyTestSettings,
    'tests/test_routes.py': pyTestRoutes,
  },
  goals: [
    {
      goal: 'Fix the 500 error on the login endpoint',
      about: 'app/auth.py',
      red: ['new_test', 'tests'],
      work: {
        'app/auth.py': pyAuth.replace('USERS[body["user"]]', 'USERS.get(body["user"])'),
        'tests/test_auth.py': addTest(
          pyTestAuth.replace('import unittest\n', 'import unittest\n\nfrom app.web import HTTPError\n'),
          'test_unknown_user_is_refused',
          'self.assertRaises(HTTPError, login, {"user": "eve", "secret": "x"})',
        ),
      },
    },
    {
      goal: 'Add dark mode to the settings page',
      about: 'app/settings.py',
      red: ['new_test', 'change_dark', 'tests'],
      work: {
        'app/settings.py': pySettings
          .replace('def settings_page(user):', 'def settings_page(user, dark_mode=False):')
          .replace('f"<h1>', "f\"<h1 class='{'dark' if dark_mode else 'light'}'>"),
        'tests/test_settings.py': addTest(
          pyTestSettings,
          'test_dark_mode',
          'self.assertIn("dark", settings_page("ada", dark_mode=True))',
        ),
      },
    },
    {
      goal: 'Refactor the auth module to use JWT',
      about: 'app/auth.py',
      red: ['change_jwt'],
      work: {
        'app/jwt.py': 'def encode(user):\n    return user\n',
        'app/auth.py': `from app import jwt\n${pyAuth}`.replace(
          '{"session": body["user"]}',
          '{"session": jwt.encode(body["user"])}',
        ),
      },
    },
    {
      goal: 'Add pagination to the API list endpoint',
      about: 'app/api/routes.py',
      red: ['new_test', 'change_pagination', 'tests'],
      work: {
        'app/api/routes.py': pyRoutes
          .replace('def list_items():', 'def list_items(page=None, size=10):')
          .replace(
            '    return ITEMS',
            '    # Pagination\n    return ITEMS if page is None else ITEMS[page * size : (page + 1) * size]',
          ),
        'tests/test_routes.py': addTest(
          pyTestRoutes,
          'test_second_page',
          'self.assertEqual(list_items(page=2), [{"id": number} for number in range(20, 25)])',
        ),
      },
    },
  ],
};

const jsLogin = `import { HttpError } from './http.js';

const users = { ada: 'lovelace' };

/** The login endpoint. */
export function login({ user, secret }) {
  if (users[user].length === 0 || users[user] !== secret) throw new HttpError(401);
  return { session: user };
}
`;
const jsTestLogin = `import assert from 'node:assert/strict';
import test from 'node:test';
import { login } from '../src/auth/login.js';

test('a user gets a session', () => {
  assert.deepEqual(login({ user: 'ada', secret: 'lovelace' }), { session: 'ada' });
});
`;
const jsSettings = `/** The settings page. */
export function settingsPage(user) {
  return \`<h1>Settings of \${user}</h1>\`;
}
`;
const jsTestSettings = `import assert from 'node:assert/strict';
import test from 'node:test';
import { settingsPage } from '../src/pages/settings.js';

test('the page names the user', () => {
  assert.match(settingsPage('ada'), /ada/);
});
`;

/** Node with its own test runner. */
export const nodeProject: GoalProject = {
  files: {
    'package.json':
      '{"name":"shop","type":"module","private":true,"scripts":{"test":"node --test test/*.test.js"}}\n',
    'README.md': '# Shop\n\nA small web shop.\n',
    'src/auth/http.js':
      'export class HttpError extends Error {\n  constructor(status) {\n    super(String(status));\n    this.status = status;\n  }\n}\n',
    'src/auth/login.js': jsLogin,
    'src/pages/settings.js': jsSettings,
    'src/pages/home.js': "export const home = () => '<h1>Shop</h1>';\n",
    'src/orders.js': 'export const total = (lines) => lines.reduce((sum, one) => sum + one, 0);\n',
    'test/login.test.js': jsTestLogin,
    'test/settings.test.js': jsTestSettings,
  },
  goals: [
    {
      goal: 'Fix the 500 error on the login endpoint',
      about: 'src/auth/login.js',
      red: ['new_test', 'tests'],
      work: {
        'src/auth/login.js': jsLogin.replace('users[user].length === 0 || ', ''),
        'test/login.test.js': `${jsTestLogin}\ntest('an unknown user is refused', () => {\n  assert.throws(() => login({ user: 'eve', secret: 'x' }), { status: 401 });\n});\n`,
      },
    },
    {
      goal: 'Add dark mode to the settings page',
      about: 'src/pages/settings.js',
      red: ['new_test', 'change_dark', 'tests'],
      work: {
        'src/pages/settings.js': jsSettings
          .replace('(user)', "(user, theme = 'light')")
          .replace('<h1>', `<h1 class="\${theme === 'dark' ? 'dark' : 'light'}">`),
        'test/settings.test.js': `${jsTestSettings}\ntest('the page can be dark', () => {\n  assert.match(settingsPage('ada', 'dark'), /class="dark"/);\n});\n`,
      },
    },
    {
      goal: 'Refactor the auth module to use JWT',
      about: 'src/auth/login.js',
      red: ['change_jwt'],
      work: {
        'src/auth/jwt.js': 'export const encode = (user) => user;\n',
        'src/auth/login.js': `import { encode } from './jwt.js';\n${jsLogin}`.replace(
          'session: user',
          'session: encode(user)',
        ),
      },
    },
  ],
};
