using MediatR;

namespace VisionZero.Web.Pipeline;

/// <summary>The only place that registers MediatR: version 5.1 has no registration of its own.</summary>
public static class PipelineSetup
{
    /// <summary>Adds the mediator, every handler of this assembly and the behaviours in their order.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        services.AddScoped<ActorContext>();
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.Scan(scan => scan.FromAssemblyOf<ActorContext>()
            .AddClasses(classes => classes.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false)
            .AsImplementedInterfaces()
            .WithScopedLifetime());

        // Order of registration is order of nesting. Closed over each command: the constraint ICommand would break
        // the resolution of open generics for anything else.
        foreach (var command in Commands())
        {
            Add(typeof(TraceBehaviour<,>));
            Add(typeof(AuthoriseBehaviour<,>));
            Add(typeof(ValidateBehaviour<,>));
            Add(typeof(UnitOfWorkBehaviour<,>));

            void Add(Type behaviour) => services.AddScoped(
                typeof(IPipelineBehavior<,>).MakeGenericType(command, typeof(Outcome)),
                behaviour.MakeGenericType(command, typeof(Outcome)));
        }

        return services;
    }

    /// <summary>Every command of the product.</summary>
    public static IEnumerable<Type> Commands() =>
        typeof(PipelineSetup).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsInterface: false } && typeof(ICommand).IsAssignableFrom(t));
}
