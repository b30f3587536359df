/** A dialect whose connections are refused at once while there is a reason: nobody waits anew for what is away. */

import type { Dialect, Driver } from 'kysely';

/** @param reason - why none is given; `undefined`: nothing is in the way. */
export function gated(dialect: Dialect, reason: () => Error | undefined): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver() {
      const driver = dialect.createDriver();
      const acquire = driver.acquireConnection.bind(driver);
      return Object.assign<Driver, Pick<Driver, 'acquireConnection'>>(driver, {
        async acquireConnection(options) {
          const error = reason();
          if (error !== undefined) throw error;
          return acquire(options);
        },
      });
    },
  };
}
