using VisionZero.Domain.Certificates;

namespace VisionZero.Web.Features.Certificates;

/// <summary>The sign beside a standing: one for the public, the holder and staff.</summary>
public static class StandingSign
{
    /// <summary>In force is good, what is over is stopped, what may still change asks for attention.</summary>
    public static string Sign(this Standing standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return standing.Kind switch
        {
            _ when standing.Certifies => "good",
            StandingKind.NotYetValid or StandingKind.Suspended or StandingKind.Superseded => "attention",
            _ => "stop",
        };
    }
}
