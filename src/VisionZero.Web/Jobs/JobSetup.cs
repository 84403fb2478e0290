using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.PostgreSql;
using Npgsql;

namespace VisionZero.Web.Jobs;

/// <summary>Hangfire as this product uses it; the defaults it departs from are listed in docs/operations.md.</summary>
public static class JobSetup
{
    /// <summary>Adds storage and client; the server too where this process works.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, Settings settings)
    {
        // Named here, because Hangfire else keeps the storage in a static field, and of two platforms that start in one
        // process at the same moment one would enqueue into the other's database.
        services.AddSingleton<JobStorage>(provider => new PostgreSqlStorage(
            new PooledConnectionFactory(provider.GetRequiredService<NpgsqlDataSource>()),
            new PostgreSqlStorageOptions
            {
                SchemaName = JobSchema.Name(settings),
                PrepareSchemaIfNecessary = settings.ApplySchema,
                QueuePollInterval = TimeSpan.FromSeconds(1),
                EnableLongPolling = true,
                UseSlidingInvisibilityTimeout = true,
                // A living worker renews both its hold on a job (sliding) and its heartbeat, so short is safe; a killed one
                // keeps job and lock from its successor only as long as this.
                InvisibilityTimeout = TimeSpan.FromSeconds(30),
                DistributedLockTimeout = TimeSpan.FromSeconds(15),
                AllowDegradedModeWithoutStorage = false,
                EnableTransactionScopeEnlistment = false,
            }));
        // So is what makes the jobs: Hangfire's own registration hands out the static one, the last platform's.
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire((provider, configuration) => configuration
            .UseLogProvider(new JobLog(provider.GetRequiredService<ILoggerFactory>()))
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings());
        services.AddSingleton(EffectTable.Build());
        services.AddSingleton<RecurringJobs>();
        services.AddSingleton<JobLock>();
        if (settings.Works)
        {
            services.AddHangfireServer(options =>
            {
                options.WorkerCount = settings.JobWorkers;
                options.Queues = Queues.All;
                options.SchedulePollingInterval = TimeSpan.FromSeconds(2);
                options.ServerName = $"{Environment.MachineName}:{Environment.ProcessId}";
            });
            services.AddHostedService<RecurringJobRegistration>();
            services.AddHostedService<TakeUp>();
        }

        return services;
    }

    private sealed class PooledConnectionFactory(NpgsqlDataSource source) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();
    }

    private sealed class RecurringJobRegistration(RecurringJobs jobs) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            jobs.AddAll();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
