// flags: -lm
// The sun and the outer planets under gravity, moved by the leapfrog method (kick, drift, kick),
// which keeps the energy bounded. Units: astronomical units, years, solar masses.
#include <math.h>
#include <stdio.h>

enum { BODIES = 6, DIMENSIONS = 3, STEPS_PER_YEAR = 100, YEARS = 30 };

struct body {
  const char *name;
  double mass;
  double position[DIMENSIONS], velocity[DIMENSIONS], force[DIMENSIONS];
};

// Circular orbits to begin with: distance, angle and inclination in degrees.
static const struct { const char *name; double mass, distance, angle, inclination; } planets[] = {
  {"Jupiter", 9.548e-4, 5.203, 34.0, 1.30},  {"Saturn", 2.859e-4, 9.537, 50.0, 2.49},
  {"Uranus", 4.366e-5, 19.191, 314.0, 0.77}, {"Neptune", 5.151e-5, 30.069, 305.0, 1.77},
  {"Pluto", 6.6e-9, 39.482, 239.0, 17.14},
};

static const double pi = 3.14159265358979324;

// The constant of gravity: the earth goes round a solar mass once a year at distance 1.
static double gravity(void) { return 4 * pi * pi; }

static void place_bodies(struct body *bodies) {
  bodies[0] = (struct body){.name = "Sun", .mass = 1};
  for (int i = 1; i < BODIES; i++) {
    double r = planets[i - 1].distance, speed = sqrt(gravity() / r);
    double angle = planets[i - 1].angle * pi / 180, tilt = planets[i - 1].inclination * pi / 180;
    bodies[i] = (struct body){
      .name = planets[i - 1].name,
      .mass = planets[i - 1].mass,
      .position = {r * cos(angle), r * sin(angle) * cos(tilt), r * sin(angle) * sin(tilt)},
      .velocity = {-speed * sin(angle), speed * cos(angle) * cos(tilt),
                   speed * cos(angle) * sin(tilt)},
    };
  }
}

// Gives the sun the momentum that makes the sum zero.
static void stop_drift(struct body *bodies) {
  for (int d = 0; d < DIMENSIONS; d++) {
    double momentum = 0;
    for (int i = 1; i < BODIES; i++) momentum += bodies[i].mass * bodies[i].velocity[d];
    bodies[0].velocity[d] = -momentum / bodies[0].mass;
  }
}

static double distance_squared(const struct body *a, const struct body *b) {
  double sum = 0;
  for (int d = 0; d < DIMENSIONS; d++) {
    double delta = a->position[d] - b->position[d];
    sum += delta * delta;
  }
  return sum;
}

static void find_forces(struct body *bodies) {
  for (int i = 0; i < BODIES; i++) {
    for (int d = 0; d < DIMENSIONS; d++) bodies[i].force[d] = 0;
  }
  for (int i = 0; i < BODIES; i++) {
    for (int k = i + 1; k < BODIES; k++) {
      struct body *a = &bodies[i], *b = &bodies[k];
      double square = distance_squared(a, b);
      double strength = gravity() * a->mass * b->mass / (square * sqrt(square));
      for (int d = 0; d < DIMENSIONS; d++) {
        double pull = strength * (b->position[d] - a->position[d]);
        a->force[d] += pull;
        b->force[d] -= pull;
      }
    }
  }
}

static void kick(struct body *bodies, double dt) {
  for (int i = 0; i < BODIES; i++) {
    for (int d = 0; d < DIMENSIONS; d++) {
      bodies[i].velocity[d] += bodies[i].force[d] / bodies[i].mass * dt;
    }
  }
}

static void drift(struct body *bodies, double dt) {
  for (int i = 0; i < BODIES; i++) {
    for (int d = 0; d < DIMENSIONS; d++) bodies[i].position[d] += bodies[i].velocity[d] * dt;
  }
}

static double energy(const struct body *bodies) {
  double sum = 0;
  for (int i = 0; i < BODIES; i++) {
    double square = 0;
    for (int d = 0; d < DIMENSIONS; d++) {
      square += bodies[i].velocity[d] * bodies[i].velocity[d];
    }
    sum += bodies[i].mass * square / 2;
    for (int k = i + 1; k < BODIES; k++) {
      double distance = sqrt(distance_squared(&bodies[i], &bodies[k]));
      sum -= gravity() * bodies[i].mass * bodies[k].mass / distance;
    }
  }
  return sum;
}

int main(void) {
  struct body bodies[BODIES];
  place_bodies(bodies);
  stop_drift(bodies);
  find_forces(bodies);
  double before = energy(bodies), dt = 1.0 / STEPS_PER_YEAR;
  for (int year = 0; year <= YEARS; year++) {
    if (year % 10 == 0) printf("year %2d  energy %.7f\n", year, energy(bodies));
    if (year == YEARS) break;
    for (int step = 0; step < STEPS_PER_YEAR; step++) {
      kick(bodies, dt / 2);
      drift(bodies, dt);
      find_forces(bodies);
      kick(bodies, dt / 2);
    }
  }
  for (int i = 0; i < BODIES; i++) {
    const double *p = bodies[i].position;
    double from_sun = sqrt(distance_squared(&bodies[i], &bodies[0]));
    printf("%-8s %10.4f %10.4f %10.4f  distance %8.4f\n", bodies[i].name, p[0], p[1], p[2],
           from_sun);
  }
  double change = fabs(energy(bodies) / before - 1);
  printf("energy kept to %s\n", change < 1e-6 ? "one in a million" : "less than that");
  return 0;
}
